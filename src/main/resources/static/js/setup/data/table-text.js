// A table as text: what a spreadsheet copies (TSV), a CSV file, one column; its separator, header and decimal sign.
// Usage: readTable('a\tb\n1,5\t2') → {names: ['a', 'b'], rows: [['1.5', '2']], decimal: ','}; numberIn('−1,5') → -1.5

/**
 * @typedef {object} TextTable
 * @property {string[] | null} names from the header; null if the text has none
 * @property {string[][]} rows
 * @property {',' | '.'} decimal the sign that was read as the decimal sign
 * @property {boolean} unsure whether commas could also be thousands
 */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const WITH_COMMA = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** @param {string} text */
const plain = (text) => text.trim().replace(/^[−–](?=[\d.,])/u, '-');

/**
 * The number that a cell has, with a decimal point or a decimal comma; undefined if it has none.
 *
 * @param {string} text
 */
export function numberIn(text) {
  const cell = plain(text);
  const number = NUMBER.test(cell) ? Number(cell) : WITH_COMMA.test(cell) ? Number(cell.replace(',', '.')) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/**
 * The cells of a text, with quotes as spreadsheets write them.
 *
 * @param {string} text
 * @param {string} separator
 */
function cells(text, separator) {
  /** @type {string[][]} */
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (quoted) {
      if (letter !== '"') {
        cell += letter;
      } else if (text[i + 1] === '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (letter === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (letter === separator || letter === '\n') {
      rows[rows.length - 1].push(cell);
      cell = '';
      if (letter === '\n') {
        rows.push([]);
      }
    } else {
      cell += letter;
    }
  }
  rows[rows.length - 1].push(cell);
  return rows.map((row) => row.map((one) => one.trim())).filter((row) => row.some((one) => one !== ''));
}

/**
 * A tab, a semicolon, a bar, or a comma, whichever stands in every line; commas alone may also be decimal commas of a
 * single column.
 *
 * @param {string} text
 */
function separatorOf(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const known = ['\t', ';', '|'].find((sign) => lines.every((line) => line.includes(sign)));
  if (known) {
    return known;
  }
  const commas = lines.every((line) => line.includes(','));
  const single = lines.every((line, i) => WITH_COMMA.test(line.trim()) || (i === 0 && !/[\d,]/.test(line)));
  return commas && !(single && lines.length > 1) ? ',' : '\t';
}

/**
 * Returns the table of a text. Decimal commas become points where commas do not separate cells.
 *
 * @param {string} text
 * @param {{separator?: string, thousands?: boolean, header?: boolean}} [options] `thousands` reads commas as
 * thousands; `header` says whether the first line has names
 * @returns {TextTable}
 */
export function readTable(text, { separator, thousands = false, header } = {}) {
  const clean = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const by = separator ?? separatorOf(clean);
  const all = cells(clean, by);
  const width = Math.max(0, ...all.map((row) => row.length));
  const even = all.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ''));
  const body = even.flat();
  const commas = by !== ',' && body.some((cell) => WITH_COMMA.test(plain(cell)));
  const points = body.some((cell) => /\d\.\d|\.\d/.test(cell) && NUMBER.test(plain(cell)));
  const grouped = body.filter((cell) => cell.includes(',')).every((cell) => GROUPED.test(plain(cell)));
  const asThousands = thousands || (grouped && (points || body.some((cell) => /,\d{3}[,.]\d/.test(cell))));
  /** @param {string} cell */
  const read = (cell) => {
    const short = plain(cell);
    if (asThousands && by !== ',' && GROUPED.test(short)) {
      return short.replaceAll(',', '');
    }
    return by !== ',' && WITH_COMMA.test(short) ? short.replace(',', '.') : NUMBER.test(short) ? short : cell;
  };
  const rows = even.map((row) => row.map(read));
  const named = header ?? hasHeader(rows);
  return {
    names: named ? unique(even[0] ?? []) : null,
    rows: named ? rows.slice(1) : rows,
    decimal: commas && !asThousands ? ',' : '.',
    unsure: commas && !thousands && grouped && !asThousands,
  };
}

/**
 * The first line has names if it has no number, and another line has one; or if there are words alone.
 *
 * @param {string[][]} rows
 */
function hasHeader(rows) {
  if (rows.length < 2 || rows[0].some((cell) => numberIn(cell) !== undefined)) {
    return false;
  }
  return (
    rows[0].every((cell) => cell !== '') || rows.slice(1).some((row) => row.some((one) => numberIn(one) !== undefined))
  );
}

/**
 * Names for columns: empty ones are numbered, double ones too.
 *
 * @param {string[]} names
 */
function unique(names) {
  /** @type {Set<string>} */
  const known = new Set();
  return names.map((name, i) => {
    const wanted = name === '' ? `c${i + 1}` : name;
    let free = wanted;
    for (let k = 2; known.has(free); k++) {
      free = `${wanted} ${k}`;
    }
    known.add(free);
    return free;
  });
}

/**
 * Returns rows as CSV with a header.
 *
 * @param {string[]} names
 * @param {string[][]} rows
 */
export function csvOf(names, rows) {
  /** @param {string} cell */
  const quoted = (cell) => (/[",\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [names, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}
