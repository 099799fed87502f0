// Own data as a table of cells: read from a specification, checked, and written as columns, or as CSV if it has words.
// Usage: const table = tableOf(data); const next = dataOf({...table, target: 'z'}, data); problems(table)
import { csvOf, numberIn, readTable } from './table-text.js';

/**
 * @typedef {object} Table
 * @property {string[]} names
 * @property {string[][]} rows the cells as they are typed
 * @property {string} target the name of the column to predict
 *
 * @typedef {{row: number, column: number, message: string}} CellProblem a row of -1 is the name of the column
 */

const SOURCES = ['generator', 'dataset', 'text', 'csv', 'datasetId'];
const SETTINGS = ['target', 'testFraction', 'standardize'];
/** The options of CSV that a table has no need of, because it writes its own text. */
const OF_TEXT = ['csv', 'separator', 'header', 'oneHot', 'target'];

/**
 * @param {string} name
 * @param {unknown} value
 */
const isSetting = (name, value) =>
  SETTINGS.includes(name) || (name === 'features' && (!Array.isArray(value) || typeof value[0] === 'string'));

/**
 * Returns whether data is a table: columns, or a CSV text.
 *
 * @param {Record<string, unknown>} data
 */
export function isTable(data) {
  return !SOURCES.some((source) => source !== 'csv' && typeof data[source] === 'string');
}

/** @param {unknown} value */
const cellOf = (value) =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/**
 * How many numbers each vector of a column has; 0 where it is no column of vectors of one length.
 *
 * @param {unknown} values
 */
function vectorLength(values) {
  const [first] = Array.isArray(values) ? values : [];
  const length = Array.isArray(first) ? first.length : 0;
  /** @param {unknown} one */
  const fits = (one) =>
    Array.isArray(one) && one.length === length && one.every((value) => typeof value === 'number' || value === null);
  return length > 0 && /** @type {unknown[]} */ (values).every(fits) ? length : 0;
}

/**
 * The data with a column for each number of its input vectors: x1 and x2 instead of x, as layers take both alike.
 *
 * @param {Record<string, unknown>} data
 * @returns {Record<string, unknown>}
 */
export function flattened(data) {
  if (!isTable(data) || typeof data.csv === 'string') {
    return data;
  }
  const target = data.target ?? 'y';
  const parts = Object.entries(data).flatMap(([name, value]) => {
    const length = name === target || isSetting(name, value) ? 0 : vectorLength(value);
    const names = Array.from({ length }, (_, i) => `${name}${i + 1}`);
    return length === 0 || names.some((one) => one in data)
      ? [[name, value]]
      : names.map((one, i) => [one, /** @type {any[]} */ (value).map((vector) => vector[i])]);
  });
  return parts.length === Object.keys(data).length ? data : Object.fromEntries(parts);
}

/**
 * @param {Record<string, unknown>} data
 * @returns {Table}
 */
export function tableOf(data) {
  const target = typeof data.target === 'string' ? data.target : 'y';
  if (typeof data.csv === 'string') {
    const separator = data.separator === 'tab' ? '\t' : data.separator;
    const text = readTable(data.csv, {
      separator: typeof separator === 'string' ? separator : undefined,
      header: data.header === false ? false : undefined,
    });
    const width = text.rows[0]?.length ?? text.names?.length ?? 0;
    return { names: text.names ?? Array.from({ length: width }, (_, i) => `c${i + 1}`), rows: text.rows, target };
  }
  const columns = Object.entries(data).filter(([name, value]) => !isSetting(name, value) && Array.isArray(value));
  const height = Math.max(0, ...columns.map(([, values]) => /** @type {unknown[]} */ (values).length));
  return {
    names: columns.map(([name]) => name),
    rows: Array.from({ length: height }, (_, row) =>
      columns.map(([, values]) => cellOf(/** @type {unknown[]} */ (values)[row])),
    ),
    target,
  };
}

/**
 * A number, or a list of them where a column is one of vectors.
 *
 * @param {string} cell
 */
function contentOf(cell) {
  if (cell.startsWith('[')) {
    try {
      return JSON.parse(cell);
    } catch {
      return cell;
    }
  }
  return cell === '' ? null : (numberIn(cell) ?? cell);
}

/**
 * Whether most cells of a column are words.
 *
 * @param {Table} table
 * @param {number} column
 */
function isWords({ rows }, column) {
  const cells = rows.map((row) => row[column]).filter((cell) => cell !== '');
  return 2 * cells.filter((cell) => typeof contentOf(cell) === 'string').length > cells.length;
}

/**
 * Rows that have a cell; those without one at the end of a table wait to be filled.
 *
 * @param {Table} table
 */
function filled({ rows }) {
  return rows.filter((row) => row.some((cell) => cell !== ''));
}

/**
 * The classes of a target: its words, or whole numbers from 0 if there are few; none for a quantity.
 *
 * @param {Table} table
 * @returns {string[]}
 */
export function classesOf(table) {
  const column = table.names.indexOf(table.target);
  const cells = filled(table).map((row) => row[column] ?? '');
  const distinct = [...new Set(cells)].filter((cell) => cell !== '');
  if (column >= 0 && distinct.length > 0 && isWords(table, column)) {
    return distinct.sort();
  }
  const whole = distinct.every((cell) => /^\d$/.test(cell));
  return whole && distinct.length > 0 && cells.length > distinct.length
    ? Array.from({ length: Math.max(...distinct.map(Number)) + 1 }, (_, i) => String(i))
    : [];
}

/**
 * Returns the table as data of a specification; settings such as the share of test rows stay.
 *
 * @param {Table} table
 * @param {Record<string, unknown>} before
 * @returns {Record<string, unknown>}
 */
export function dataOf(table, before) {
  const { names, target } = table;
  const rows = filled(table);
  const words = names.filter((_, column) => isWords(table, column));
  const named = target === 'y' && !('target' in before) ? {} : { target };
  if (words.length > 0 || names.some((name) => isSetting(name, [0]))) {
    const kept = Object.entries(before).filter(
      ([name, value]) => !OF_TEXT.includes(name) && (typeof before.csv === 'string' || isSetting(name, value)),
    );
    const oneHot = words.filter((name) => name !== target);
    const text = csvOf(
      names,
      rows.map((row) => row.map((cell) => (numberIn(cell) === undefined ? cell : String(numberIn(cell))))),
    );
    return { csv: text, target, ...(oneHot.length > 0 ? { oneHot } : {}), ...Object.fromEntries(kept) };
  }
  /** @type {Record<string, unknown>} */
  const data = {};
  for (const [name, value] of Object.entries(before)) {
    if (isSetting(name, value) && name !== 'target') {
      data[name] = value;
    }
  }
  names.forEach((name, column) => {
    data[name] = rows.map((row) => contentOf(row[column]));
  });
  return { ...data, ...named };
}

/**
 * Returns what is wrong with the cells, at most so many.
 *
 * @param {Table} table
 * @param {number} [most]
 * @returns {CellProblem[]}
 */
export function problems(table, most = 100) {
  const { names, rows, target } = table;
  /** @type {CellProblem[]} */
  const found = [];
  names.forEach((name, column) => {
    if (name.trim() === '' || names.indexOf(name) < column) {
      const message = name.trim() === '' ? 'A column needs a name.' : `There is another column called “${name}”.`;
      found.push({ row: -1, column, message });
    }
    const words = isWords(table, column);
    rows.forEach((row, i) => {
      const cell = row[column];
      const value = contentOf(cell);
      if (value === null && row.some((one) => one !== '')) {
        found.push({ row: i, column, message: `${name}, row ${i + 1}: a value is missing.` });
      } else if (typeof value === 'string' && !words) {
        found.push({ row: i, column, message: `${name}, row ${i + 1}: “${cell}” is not a number.` });
      } else if (words && typeof value === 'number' && name === target) {
        found.push({ row: i, column, message: `${name}, row ${i + 1}: a number among words.` });
      }
    });
  });
  return found.slice(0, most);
}
