// One unit, opened: its picture, its formula with the weights, and a field for each of them to try another value and to
// go on from there.
// Usage: const neuron = new Neuron(seen, {tryOut, goOn, closed}); body.append(neuron.element); neuron.open(column, 2, null)
import { h } from '../../page/element.js';
import { typed } from '../../page/format.js';
import { short } from '../../page/tensor-text.js';

/**
 * @import { Weights } from '../../network/model.js'
 * @import { Tried } from '../../run/states.js'
 * @import { Column } from './layout.js'
 * @import { Seen } from './seen.js'
 *
 * @typedef {object} On
 * @property {(tried: Tried[]) => unknown} tryOut shows the network with other weights
 * @property {(numbers: Record<string, number>) => unknown} goOn trains on from them
 * @property {() => unknown} closed
 */

const MOST_TERMS = 12;

export class Neuron {
  #seen;
  #on;
  #columns;
  /** @type {{column: Column, unit: number} | null} */
  #opened = null;
  /** @type {Weights | null} */
  #weights = null;
  /** @type {Weights | null} */
  #gradients = null;
  /** @type {Map<string, Tried>} */
  #tried = new Map();
  /** @type {{name: string, parameter: string, index: number, of: string} | null} */
  #chosen = null;
  #canvas;
  #title = h('h3', { id: 'neuron-title' });
  #formula = h('p', { class: 'neuron-formula' });
  #list = h('div', { class: 'terms', role: 'group', 'aria-label': 'Weights' });
  #number = h('input', { type: 'number', step: 'any', oninput: (event) => this.#change(event.target.valueAsNumber) });
  #slider = h('input', { type: 'range', step: 'any', oninput: (event) => this.#change(event.target.valueAsNumber) });
  #gradient = h('output', { class: 'neuron-gradient' });
  #label = h('code');
  #go = h('button', { type: 'button', class: 'primary', onclick: () => this.#goOn() }, 'Go on from here');
  #back = h('button', { type: 'button', onclick: () => this.#reset() }, 'Undo');
  element;

  /**
   * @param {Column[]} columns
   * @param {Seen} seen
   * @param {On} on
   */
  constructor(columns, seen, on) {
    this.#columns = columns;
    this.#seen = seen;
    this.#on = on;
    const { pixels } = seen;
    this.#canvas = h('canvas', { width: pixels.wide, height: pixels.high, 'aria-hidden': 'true' });
    this.element = h(
      'div',
      { class: 'neuron', role: 'dialog', 'aria-labelledby': 'neuron-title', hidden: true },
      h(
        'div',
        { class: 'neuron-head' },
        this.#title,
        h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: () => this.close() }, '✕'),
      ),
      this.#canvas,
      this.#formula,
      this.#list,
      h(
        'div',
        { class: 'neuron-editor' },
        h('label', {}, this.#label, this.#number),
        this.#slider,
        this.#gradient,
        h('div', { class: 'neuron-buttons' }, this.#go, this.#back),
      ),
    );
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close();
      }
    });
  }

  get isOpen() {
    return this.#opened !== null;
  }

  /**
   * @param {Column} column
   * @param {number} unit
   * @param {number | null} input of the weight to change; null for the bias
   */
  open(column, unit, input) {
    this.#opened = { column, unit };
    this.element.hidden = false;
    this.#title.textContent =
      column.layer < 0 ? `Input ${column.names[unit]}` : `${column.names[unit]}, layer ${column.layer}`;
    const bias = `${column.layer}.bias`;
    const terms = this.#terms();
    const wanted = terms.find((term) => (input === null ? term.parameter === bias : term.of === this.#inputs()[input]));
    this.#chosen = wanted ?? terms[0] ?? null;
    this.element.classList.toggle('is-input', terms.length === 0);
    this.#terms(true);
    this.#draw();
    (terms.length > 0 ? this.#number : this.element.querySelector('button'))?.focus();
  }

  /** The names of what the unit's weights multiply. */
  #inputs() {
    const before = this.#opened ? this.#columns[this.#columns.indexOf(this.#opened.column) - 1] : undefined;
    return before?.kind === 'inputs' ? before.names : (before?.names.map((_, i) => `h${i + 1}`) ?? []);
  }

  /**
   * The weights that lead to the unit, and its bias.
   *
   * @param {boolean} [redraw] makes a button for each
   */
  #terms(redraw = false) {
    if (!this.#opened || this.#opened.column.layer < 0 || !this.#weights) {
      this.#list.replaceChildren();
      return [];
    }
    const { column, unit } = this.#opened;
    const names = this.#inputs();
    const weight = `${column.layer}.weight`;
    const width = (this.#weights.get(weight)?.length ?? 0) / Math.max(1, column.names.length);
    const terms = Array.from({ length: width }, (_, input) => ({
      name: `${weight}[${unit}][${input}]`,
      parameter: weight,
      index: unit * width + input,
      of: names[input] ?? `h${input + 1}`,
    }));
    if (this.#weights.has(`${column.layer}.bias`)) {
      terms.push({ name: `${column.layer}.bias[${unit}]`, parameter: `${column.layer}.bias`, index: unit, of: '' });
    }
    if (redraw) {
      this.#list.replaceChildren(
        ...terms.map((term) =>
          h(
            'button',
            {
              type: 'button',
              class: 'term',
              'data-term': term.name,
              title: term.name,
              onclick: () => {
                this.#chosen = term;
                this.#draw();
              },
            },
            h('span', {}, term.of || 'bias'),
            h('b', {}),
          ),
        ),
      );
    }
    return terms;
  }

  /**
   * Shows the unit with some weights.
   *
   * @param {Weights} weights
   * @param {Weights | null} gradients
   */
  show(weights, gradients) {
    this.#weights = weights;
    this.#gradients = gradients;
    if (this.#opened) {
      this.#draw();
    }
  }

  #draw() {
    if (!this.#opened || !this.#weights) {
      return;
    }
    const { column, unit } = this.#opened;
    this.#seen.paint(this.#canvas, column, unit);
    const values = this.#seen.dimensions === 0 ? this.#seen.values(column, unit) : null;
    this.#formula.textContent = `${this.#written()}${values ? ` = ${short(values[0])} for this row` : ''}`;
    const chosen = this.#chosen;
    for (const button of this.#list.children) {
      const term = this.#terms().find(({ name }) => name === button.getAttribute('data-term'));
      button.setAttribute('aria-pressed', String(term?.name === chosen?.name));
      if (term && button.lastElementChild) {
        button.lastElementChild.textContent = short(this.#value(term) ?? null);
      }
    }
    if (!chosen) {
      return;
    }
    const value = this.#value(chosen) ?? 0;
    const most = Math.max(3, Math.ceil(1.5 * Math.abs(value)));
    this.#label.textContent = chosen.name;
    if (document.activeElement !== this.#slider) {
      this.#slider.min = String(-most);
      this.#slider.max = String(most);
      this.#slider.value = String(value);
      this.#slider.setAttribute('aria-label', chosen.name);
    }
    if (document.activeElement !== this.#number || !this.#tried.has(chosen.name)) {
      this.#number.value = typed(value);
    }
    const gradient = this.#gradients?.get(chosen.parameter)?.[chosen.index];
    this.#gradient.textContent =
      gradient === undefined ? '' : `gradient ${gradient.toPrecision(3).replaceAll('-', '−')}`;
    this.#go.disabled = this.#back.disabled = this.#tried.size === 0;
  }

  /** @param {{parameter: string, index: number}} term */
  #value({ parameter, index }) {
    return this.#weights?.get(parameter)?.[index];
  }

  /** The unit as a formula: tanh(0.42 · x1 − 1.3 · x2 + 0.1). */
  #written() {
    const opened = this.#opened;
    const terms = this.#terms();
    if (!opened || terms.length === 0) {
      return 'An input of the network, as the model sees it.';
    }
    const few = terms.length > MOST_TERMS ? [...terms.slice(0, MOST_TERMS - 1), null, terms[terms.length - 1]] : terms;
    const sum = few
      .map((term, i) => {
        if (!term) {
          return ' + …';
        }
        const value = this.#value(term) ?? 0;
        const sign = i === 0 ? (value < 0 ? '−' : '') : value < 0 ? ' − ' : ' + ';
        return `${sign}${short(Math.abs(value))}${term.of ? ` · ${term.of}` : ''}`;
      })
      .join('');
    const [activation] = opened.column.label.split(' ');
    return activation ? `${activation}(${sum})` : sum;
  }

  /** @param {number} value */
  #change(value) {
    const chosen = this.#chosen;
    if (!chosen || !Number.isFinite(value)) {
      return;
    }
    this.#tried.set(chosen.name, { parameter: chosen.parameter, index: chosen.index, value });
    if (document.activeElement === this.#slider) {
      this.#number.value = typed(value);
    } else {
      this.#slider.value = String(value);
    }
    this.#on.tryOut([...this.#tried.values()]);
  }

  #reset() {
    this.#tried.clear();
    this.#on.tryOut([]);
    this.#draw();
    this.#number.focus();
  }

  #goOn() {
    const numbers = Object.fromEntries([...this.#tried].map(([name, { value }]) => [name, value]));
    this.close();
    this.#on.goOn(numbers);
  }

  close() {
    if (!this.#opened) {
      return;
    }
    this.#opened = null;
    this.element.hidden = true;
    if (this.#tried.size > 0) {
      this.#tried.clear();
      this.#on.tryOut([]);
    }
    this.#on.closed();
  }
}
