// The rows of a cell of the confusion matrix: a small picture of each where its inputs are one, else its inputs.
// Usage: const rows = new CellRows(inputs, {shape: {wide: 8, high: 8}, loss: 'crossEntropy'}, () => closed());
//        rows.show('digit 4, said to be 9', [{point, output: [0.1, 2]}]); rows.hide()
import { h } from '../../page/element.js';
import { typed } from '../../page/format.js';
import { around, heat } from '../network/heat.js';
import { probabilities } from './probabilities.js';

/**
 * @import { Inputs, Point } from './inputs.js'
 *
 * @typedef {{wide: number, high: number}} Shape of a picture
 * @typedef {{point: Point, output: number[]}} Row
 */

const MOST_ROWS = 60;
const MOST_INPUTS = 6;
const LEAST_SIDE = 4;

/**
 * Returns the shape of the picture that the inputs are: that which the model gives them, or a square of a vector's
 * numbers; null where they are none.
 *
 * @param {Api.Model} model
 * @param {number} width how many numbers a row has
 * @param {string[]} names of the inputs
 * @returns {Shape | null}
 */
export function pictureShape({ layers }, width, names) {
  const first = layers?.[0];
  const given = first?.type === 'unflatten' && Array.isArray(first.shape) ? first.shape.map(Number) : [];
  const [high, wide] = given.slice(-2);
  if (given.length === 3) {
    return given[0] === 1 && high * wide === width ? { wide, high } : null;
  }
  const side = Math.round(Math.sqrt(width));
  const [stem] = names[0]?.match(/^\D+/) ?? [''];
  const isVector = names.every((name, i) => name === `${stem}${i}` || name === `${stem}${i}]`);
  return given.length === 0 && isVector && side >= LEAST_SIDE && side * side === width
    ? { wide: side, high: side }
    : null;
}

export class CellRows {
  #inputs;
  #shape;
  #loss;
  #close;
  #title = h('h3', { tabindex: -1 });
  #list = h('ol', { class: 'cell-rows', tabindex: 0, 'aria-label': 'Rows' });
  /** @type {Row[]} */
  #shown = [];
  /** @type {number[]} the numbers of the rows that are drawn */
  #drawn = [];
  element;

  /**
   * @param {Inputs} inputs
   * @param {{shape: Shape | null, loss: string}} options
   * @param {() => unknown} close
   */
  constructor(inputs, { shape, loss }, close) {
    this.#inputs = inputs;
    this.#shape = shape;
    this.#loss = loss;
    this.#close = close;
    this.element = h(
      'section',
      { class: 'cell-panel', hidden: true, 'aria-label': 'Rows of the cell', onkeydown: (event) => this.#key(event) },
      h(
        'div',
        { class: 'cell-head' },
        this.#title,
        h(
          'button',
          { type: 'button', class: 'quiet cell-close', 'aria-label': 'Close the rows', onclick: () => this.#close() },
          '×',
        ),
      ),
      this.#list,
    );
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#close();
    }
  }

  focus() {
    this.#title.focus();
  }

  hide() {
    this.element.hidden = true;
    this.#drawn = [];
  }

  /**
   * @param {string} title
   * @param {Row[]} rows
   */
  show(title, rows) {
    this.element.hidden = false;
    this.#shown = rows.slice(0, MOST_ROWS);
    const count = rows.length > MOST_ROWS ? `the first ${MOST_ROWS} of ${rows.length}` : String(rows.length);
    this.#title.textContent = `${title}: ${count} ${rows.length === 1 ? 'row' : 'rows'}`;
    const numbers = this.#shown.map(({ point }) => point.number);
    if (numbers.join() !== this.#drawn.join()) {
      this.#drawn = numbers;
      this.#list.replaceChildren(...this.#shown.map(({ point }) => this.#row(point)));
    }
    for (const [i, { output }] of this.#shown.entries()) {
      const shares = probabilities(output, this.#loss);
      const says = this.#list.children[i].querySelector('.sure');
      if (says) {
        says.textContent = shares ? `${Math.round(100 * Math.max(...shares))} % sure` : '';
      }
    }
  }

  /** @param {Point} point */
  #row(point) {
    const { names } = this.#inputs;
    const more = names.length > MOST_INPUTS ? ', …' : '';
    const values = names.slice(0, MOST_INPUTS).map((name, i) => `${name} ${typed(point.x[i])}`);
    return h(
      'li',
      { class: this.#shape ? 'as-picture' : '' },
      this.#shape && this.#picture(point, this.#shape),
      h('span', {}, `row ${point.number}`, this.#shape ? '' : `: ${values.join(', ')}${more}`),
      h('span', { class: 'sure' }),
    );
  }

  /**
   * @param {Point} point
   * @param {Shape} shape
   */
  #picture(point, { wide, high }) {
    const canvas = h('canvas', {
      width: wide,
      height: high,
      role: 'img',
      'aria-label': `picture of row ${point.number}`,
    });
    const values = Float64Array.from(point.x);
    heat(canvas, values, around(values));
    return canvas;
  }

  /** Draws the pictures again, in the colours of another theme. */
  repaint() {
    for (const [i, canvas] of this.#list.querySelectorAll('canvas').entries()) {
      const values = Float64Array.from(this.#shown[i].point.x);
      heat(canvas, values, around(values));
    }
  }
}
