// A confusion matrix: counts of the class that the model says by own class, with precision and recall. On the diagonal the
// model is right. A cell opens its rows.
// Usage: const table = new FitClasses(inputs, decision, {test: true, shape: null, loss: 'crossEntropy'});
//        place.append(table.element); table.show(outputs)
import { h } from '../../page/element.js';
import { when } from '../../page/format.js';
import { CellRows } from './cell-rows.js';
import { confusion } from './decision.js';

/**
 * @import { Outputs } from '../../network/outputs.js'
 * @import { Shape } from './cell-rows.js'
 * @import { Decision } from './decision.js'
 * @import { Inputs } from './inputs.js'
 *
 * @typedef {{cell: HTMLTableCellElement, button: HTMLButtonElement}} Cell
 */

/** The predictions for so many rows are computed at each step. */
const MOST_ROWS = 500;
/** From so many classes on, the cells are small. */
const MANY = 6;

/** @type {(share: number | null, narrow: boolean) => string} */
const percent = (share, narrow) => (share === null ? '–' : `${Math.round(100 * share)}${narrow ? '' : ' %'}`);

export class FitClasses {
  #decision;
  #target;
  #which;
  #all;
  #table = h('table', { class: 'counts' });
  #rows;
  /** @type {Cell[][]} */
  #cells = [];
  /** @type {HTMLElement[]} */
  #recalls = [];
  /** @type {HTMLElement[]} */
  #precisions = [];
  /** @type {string[]} */
  #names = [];
  #right = 0;
  /** @type {[own: number, said: number] | null} the cell whose rows are open */
  #opened = null;
  /** @type {{outputs: Outputs, pairs: [number, number][]} | null} */
  #shown = null;

  /**
   * @param {Inputs} inputs
   * @param {Decision} decision
   * @param {{test: boolean, shape: Shape | null, loss: string}} options
   */
  constructor(inputs, decision, { test, shape, loss }) {
    const part = test ? inputs.test : inputs.training;
    this.points = part.slice(0, MOST_ROWS);
    this.rows = this.points.map(({ x }) => x);
    this.#all = test ? inputs.testCount : inputs.trainingCount;
    this.#which = test ? 'test rows' : 'training rows';
    this.#decision = decision;
    this.#target = inputs.target;
    this.#rows = new CellRows(inputs, { shape, loss }, () => this.#close());
    this.element = h('div', { class: 'confusion' }, this.#table, this.#rows.element);
  }

  /** @param {Outputs} outputs */
  show(outputs) {
    const count = Math.max(this.#decision.names.length, outputs.width, 2);
    if (this.#cells.length !== count) {
      this.#build(Array.from({ length: count }, (_, i) => this.#decision.names[i] ?? String(i)));
    }
    /** @type {[number, number][]} */
    const pairs = this.points.map(({ y }, row) => [this.#decision.expected(y), this.#decision.found(outputs, row)]);
    const { matrix, recall, precision, right } = confusion(count, pairs);
    const most = Math.max(...matrix.flat(), 1);
    this.#right = right;
    for (const [own, line] of matrix.entries()) {
      for (const [said, rows] of line.entries()) {
        this.#write(own, said, rows, most);
      }
      this.#recalls[own].textContent = percent(recall[own], count >= MANY);
      this.#precisions[own].textContent = percent(precision[own], count >= MANY);
    }
    this.#shown = { outputs, pairs };
    this.#list();
  }

  /**
   * @param {number} own
   * @param {number} said
   * @param {number} count
   * @param {number} most
   */
  #write(own, said, count, most) {
    const { cell, button } = this.#cells[own][said];
    cell.className = `${own === said ? 'right' : 'wrong'} share-${Math.ceil((4 * count) / most)}`;
    button.textContent = count === 0 ? '' : String(count);
    button.disabled = count === 0;
    button.setAttribute('aria-label', `${count} rows: ${this.#names[own]}, said to be ${this.#names[said]}`);
  }

  /** @param {string[]} names */
  #build(names) {
    this.#names = names;
    this.#cells = names.map((_, own) =>
      names.map((_name, said) => {
        const button = h('button', { type: 'button', onclick: () => this.#open(own, said) });
        return { button, cell: h('td', {}, button) };
      }),
    );
    this.#recalls = names.map(() => h('td', { class: 'rate' }));
    this.#precisions = names.map(() => h('td', { class: 'rate' }));
    const narrow = names.length >= MANY;
    this.#table.classList.toggle('many', narrow);
    const says = names.map((name) => h('th', { scope: 'col' }, name));
    this.#table.replaceChildren(
      h('caption', { class: 'hidden' }, `Rows of each ${this.#target} by prediction`),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'is, says'),
          says,
          h('th', { scope: 'col' }, narrow ? 'rec. %' : 'recall'),
        ),
      ),
      h(
        'tbody',
        {},
        this.#cells.map((line, own) =>
          h('tr', {}, h('th', { scope: 'row' }, names[own]), [line.map(({ cell }) => cell), this.#recalls[own]]),
        ),
      ),
      h(
        'tfoot',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, narrow ? 'prec. %' : 'precision'),
          this.#precisions,
          h('td', { class: 'rate' }),
        ),
      ),
    );
  }

  /**
   * @param {number} own
   * @param {number} said
   */
  #open(own, said) {
    this.#opened = [own, said];
    this.#list();
    this.#rows.focus();
  }

  #close() {
    const [own, said] = this.#opened ?? [0, 0];
    this.#opened = null;
    this.#list();
    this.#cells[own]?.[said]?.button.focus();
  }

  /** Lists the rows of the cell that is open. */
  #list() {
    if (!this.#opened || !this.#shown) {
      this.#rows.hide();
      return;
    }
    const [own, said] = this.#opened;
    const { outputs, pairs } = this.#shown;
    const indices = pairs.flatMap(([a, b], row) => (a === own && b === said ? [row] : []));
    this.#rows.show(
      `${this.#target} ${this.#names[own]}, said to be ${this.#names[said]}`,
      indices.map((row) => ({ point: this.points[row], output: outputs.list(row) })),
    );
  }

  repaint() {
    this.#rows.repaint();
  }

  /** @param {number} step */
  caption(step) {
    const count = this.points.length;
    const part = count < this.#all ? `the first ${count} of ${this.#all} ${this.#which}` : `${count} ${this.#which}`;
    return `${when(step)}: the model names the right ${this.#target} for ${this.#right} of ${part}. A cell opens its rows.`;
  }
}
