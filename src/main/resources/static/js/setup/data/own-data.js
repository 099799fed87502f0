// Own data in the form: the table, the points of it on a chart, and the choice of the target. They stay while the form
// around them is drawn again.
// Usage: const own = new OwnData(form); own.show(); group.append(own.element); own.mark(faults, testRows)
import { h } from '../../page/element.js';
import { renamed } from '../names.js';
import { suited } from '../suited-model.js';
import { classesOf, dataOf, flattened, problems, tableOf } from './own-table.js';
import { PointsEditor } from './points.js';
import { DataTable } from './table.js';
import { numberIn } from './table-text.js';

/**
 * @import { SpecificationForm } from '../form.js'
 * @import { CellProblem, Table } from './own-table.js'
 * @import { EditedPoint } from './points.js'
 */

/** More classes than colours cannot be told apart. */
const COLORS = 3;
/** More points than these are not edited on a chart. */
const MOST_POINTS = 400;

export class OwnData {
  #form;
  /** @type {Table} */
  #table = { names: [], rows: [], target: 'y' };
  /** The data that the table was made from, or made. */
  #data = '';
  /** @type {number[]} the row of each point on the chart */
  #rowOf = [];
  /** @type {Api.Fault[]} */
  #faults = [];
  /** @type {Set<number>} */
  #testRows = new Set();
  #target = h('select', {
    id: 'own-target',
    onchange: (event) => this.#replaced({ ...this.#table, target: event.target.value }),
  });
  #view = new DataTable({
    changed: (table) => this.#changed(table),
    renamed: (from, to, table) => this.#renamed(from, to, table),
    replaced: (table) => this.#replaced(table),
  });
  #points = new PointsEditor({
    add: (spot, shade) => this.#added(spot, shade),
    move: (i, spot) => this.#moved(i, spot),
    remove: (i) => this.#removed(i),
  });

  /** @param {SpecificationForm} form */
  constructor(form) {
    this.#form = form;
    this.element = h(
      'div',
      { class: 'own-data', role: 'group', 'aria-label': 'Own data' },
      this.#points.element,
      this.#view.element,
      h('div', { class: 'field' }, h('label', { for: 'own-target' }, 'Target'), this.#target),
    );
  }

  /** Shows the data of the specification; a table that already says the same stays as it is. */
  show() {
    const { data } = this.#form.specification;
    const text = JSON.stringify(data);
    if (text !== this.#data) {
      this.#data = text;
      this.#table = tableOf(this.#form.specification.model?.layers ? flattened(data) : data);
      this.#faults = [];
    }
    this.#draw();
  }

  #draw() {
    const { names, target } = this.#table;
    this.#view.show(this.#table);
    const known = [...this.#target.options].map(({ value }) => value);
    if (known.join('\n') !== names.join('\n')) {
      this.#target.replaceChildren(...names.map((name) => h('option', { value: name }, name)));
    }
    this.#target.value = target;
    this.#drawPoints();
    this.#mark();
  }

  #drawPoints() {
    const { names, rows, target } = this.#table;
    const inputs = names.map((_, i) => i).filter((i) => names[i] !== target);
    const at = names.indexOf(target);
    const classes = inputs.length === 2 ? this.#classes() : [];
    const can = at >= 0 && rows.length <= MOST_POINTS && (inputs.length === 1 || classes.length > 0);
    this.#points.element.hidden = !can;
    if (!can) {
      return;
    }
    const [first, second] = inputs.length === 1 ? [inputs[0], at] : inputs;
    /** @type {EditedPoint[]} */
    const points = [];
    this.#rowOf = [];
    rows.forEach((row, i) => {
      const x = numberIn(row[first]);
      const y = numberIn(row[second]);
      const shade = inputs.length === 1 ? 1 : classes.indexOf(row[at]);
      if (x !== undefined && y !== undefined && shade >= 0) {
        points.push({ x, y, shade, test: this.#testRows.has(i) });
        this.#rowOf.push(i);
      }
    });
    this.#points.element.hidden = points.length === 0 && rows.length > 0;
    this.#points.show({ names: [names[first], names[second]], points, classes });
  }

  /** The classes of the target, and the next number, so that a point can be of a new one. */
  #classes() {
    const classes = classesOf(this.#table);
    const counted = classes.every((name, i) => name === String(i));
    return counted && classes.length > 0 && classes.length < COLORS ? [...classes, String(classes.length)] : classes;
  }

  /**
   * Marks cells that the server refused, and the test rows of the last run.
   *
   * @param {Api.Fault[]} faults those of the specification
   * @param {Set<number>} testRows
   */
  mark(faults, testRows) {
    this.#faults = faults;
    this.#testRows = testRows;
    if (this.element.isConnected) {
      this.#drawPoints();
      this.#mark();
    }
  }

  #mark() {
    const own = problems(this.#table);
    this.#view.mark(own.length > 0 ? own : this.#refused(), this.#testRows);
  }

  /**
   * The faults of the server that stand in a column.
   *
   * @returns {CellProblem[]}
   */
  #refused() {
    return this.#faults.flatMap(({ pointer, message }) => {
      const [, root, name, row] = pointer.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
      const column = root === 'data' ? this.#table.names.indexOf(name) : -1;
      const at = row === undefined ? -1 : Number(row);
      const where = row === undefined ? '' : `${name}, row ${at + 1}: `;
      return column < 0 ? [] : [{ row: at, column, message: `${where}${message}.` }];
    });
  }

  /**
   * A cell or a row is another: the columns stay.
   *
   * @param {Table} table
   */
  #changed(table) {
    const classes = classesOf(this.#table).length;
    this.#table = table;
    const { specification } = this.#form;
    const data = dataOf(table, specification.data);
    const text = JSON.stringify(data);
    if (text !== this.#data) {
      this.#data = text;
      const other = 'csv' in data !== 'csv' in specification.data || classesOf(table).length !== classes;
      if (other) {
        this.#form.replace(suited({ ...specification, data }, this.#form.catalog));
      } else {
        this.#form.change('/data', data);
      }
    }
    this.#drawPoints();
    this.#mark();
  }

  /**
   * The columns are others, so the model may have to follow.
   *
   * @param {Table} table
   */
  #replaced(table) {
    this.#table = table;
    const { specification, catalog } = this.#form;
    const data = dataOf(table, specification.data);
    this.#data = JSON.stringify(data);
    this.#form.replace(suited({ ...specification, data }, catalog));
    this.#draw();
  }

  /**
   * A column has another name; so it has in the formula and in the features.
   *
   * @param {string} from
   * @param {string} to
   * @param {Table} table
   */
  #renamed(from, to, table) {
    this.#table = table;
    const { specification } = this.#form;
    const { expression } = specification.model ?? {};
    const { features } = specification.data;
    const before = Array.isArray(features)
      ? { ...specification.data, features: features.map((one) => renamed(String(one), from, to)) }
      : specification.data;
    const data = dataOf(table, before);
    this.#data = JSON.stringify(data);
    const model = expression
      ? { ...specification.model, expression: renamed(expression, from, to) }
      : specification.model;
    this.#form.replace({ ...specification, data, model });
    this.#draw();
  }

  /**
   * @param {{x: number, y: number}} spot
   * @param {number} shade
   */
  #added(spot, shade) {
    const { names, rows, target } = this.#table;
    const inputs = names.filter((name) => name !== target);
    /** @type {Record<string, string>} */
    const cells =
      inputs.length === 1
        ? { [inputs[0]]: String(spot.x), [target]: String(spot.y) }
        : { [inputs[0]]: String(spot.x), [inputs[1]]: String(spot.y), [target]: this.#classes()[shade] };
    this.#changed({ ...this.#table, rows: [...rows, names.map((name) => cells[name])] });
    this.#view.show(this.#table);
    this.#mark();
  }

  /**
   * @param {number} point
   * @param {{x: number, y: number}} spot
   */
  #moved(point, spot) {
    const { names, rows, target } = this.#table;
    const inputs = names.filter((name) => name !== target);
    const [first, second] = inputs.length === 1 ? [inputs[0], target] : inputs;
    const moved = rows.map((row, i) =>
      i === this.#rowOf[point]
        ? row.map((cell, c) => (names[c] === first ? String(spot.x) : names[c] === second ? String(spot.y) : cell))
        : row,
    );
    this.#changed({ ...this.#table, rows: moved });
    this.#view.show(this.#table);
  }

  /** @param {number} point */
  #removed(point) {
    const { rows } = this.#table;
    if (rows.length > 1) {
      this.#changed({ ...this.#table, rows: rows.filter((_, i) => i !== this.#rowOf[point]) });
      this.#view.show(this.#table);
      this.#mark();
    }
  }
}
