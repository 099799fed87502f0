// One box of the graph: its name, its numbers as a column, its gradient beside them, and what an update makes of a weight.
// Usage: const size = sizeOf(box, looks); const drawn = new DrawnBox(box, place, size, acts); drawn.show({value: 6})
import { set, svg } from '../../page/element.js';
import { brief } from '../../page/tensor-text.js';
import { lines } from './columns.js';

/**
 * @import { Box } from './fold.js'
 *
 * @typedef {object} Look
 * @property {Api.Tensor} [value]
 * @property {Api.Tensor} [gradient]
 * @property {Api.Tensor} [after] what an update makes of the value
 * @property {boolean} [newest]
 * @property {boolean} [lit]
 * @property {boolean} [dim]
 *
 * @typedef {{width: number, height: number, column: number}} Size
 *
 * @typedef {object} Acts
 * @property {(weight: string | null) => unknown} choose points at a weight
 * @property {(weight: string) => unknown} pin keeps it
 * @property {(group: string) => unknown} unfold
 */

const LETTER = 7.3;
const DIGIT = 7.7;
const LINE = 17;
const HEAD = 24;
const PAD = 10;

/** The signs before the first line of a gradient and of an updated weight. */
const GRADIENT = '∂ ';
const AFTER = '→ ';

/**
 * @param {Api.Tensor | undefined} one
 * @param {string} sign
 * @returns {string[]} the lines of its column
 */
const column = (one, sign) => (one === undefined ? [] : lines(one).map((text, i) => (i === 0 ? sign + text : text)));

/** @param {string[]} texts */
const longest = (texts) => Math.max(0, ...texts.map((text) => text.length));

/**
 * Returns how much room a box needs, whatever of its numbers is shown.
 *
 * @param {Box} box
 * @param {Look} full
 * @returns {Size}
 */
export function sizeOf({ title, fold }, { value, gradient, after }) {
  const texts = [column(value, ''), column(gradient, GRADIENT), column(after, AFTER)];
  const columns = texts.filter((one) => one.length > 0).length;
  const widest = Math.max(40, longest(texts.flat()) * DIGIT + 12);
  const width = Math.max(columns * widest, (title.length + (fold ? 2 : 0)) * LETTER) + 2 * PAD;
  return { width, height: HEAD + Math.max(1, ...texts.map((one) => one.length)) * LINE + PAD, column: widest };
}

export class DrawnBox {
  #box;
  #size;
  #value = svg('g', { class: 'value' });
  #gradient = svg('g', { class: 'gradient' });
  #after = svg('g', { class: 'after' });
  #shown = '';
  /** @type {SVGElement} what has the name, and the keys */
  #named;

  /**
   * @param {Box} box
   * @param {{x: number, y: number}} place its middle
   * @param {Size} size
   * @param {Acts} acts
   */
  constructor(box, { x, y }, size, { choose, pin, unfold }) {
    this.#box = box;
    this.#size = size;
    const { width, height } = size;
    this.element = svg(
      'g',
      { class: `box ${box.kind}`, transform: `translate(${x - width / 2} ${y - height / 2})` },
      svg('rect', { width, height, rx: 10 }),
      svg('text', { class: 'label', x: PAD, y: 17 }, box.title),
      box.fold && svg('text', { class: 'sign end', x: width - 8, y: 17 }, '+'),
      this.#value,
      this.#gradient,
      this.#after,
      svg('title', {}, box.fold ? `${box.title}: open it` : box.formula),
    );
    const { fold } = box;
    if (fold || box.kind === 'parameter') {
      // A button beside the text, not around it: its name says in words what the text says in signs.
      this.#named = svg('rect', { class: 'hit', width, height, rx: 10 });
      this.element.append(this.#named);
    } else {
      this.#named = this.element;
    }
    this.#named.dataset.node = box.id;
    if (fold) {
      set(this.#named, {
        tabindex: 0,
        role: 'button',
        'aria-expanded': 'false',
        onclick: () => unfold(fold),
        onkeydown: (event) => event.key === 'Enter' && unfold(fold),
      });
    } else if (box.kind === 'parameter') {
      set(this.#named, {
        tabindex: 0,
        role: 'button',
        onclick: () => pin(box.id),
        onkeydown: (event) => event.key === 'Enter' && pin(box.id),
        onfocus: () => choose(box.id),
        onblur: () => choose(null),
      });
    } else {
      set(this.#named, { role: 'group' });
    }
  }

  /** @param {Look} look */
  show({ value, gradient, after, newest, lit, dim }) {
    const key = JSON.stringify([value, gradient, after]);
    if (key !== this.#shown) {
      this.#shown = key;
      const columns = [value, gradient, after].filter((one) => one !== undefined).length;
      const { width, column: widest } = this.#size;
      const first = Math.max(PAD + widest / 2, width / 2 - ((columns - 1) * widest) / 2);
      let next = 0;
      for (const [group, one, sign] of /** @type {[SVGGElement, Api.Tensor | undefined, string][]} */ ([
        [this.#value, value, ''],
        [this.#gradient, gradient, GRADIENT],
        [this.#after, after, AFTER],
      ])) {
        const x = first + widest * (one === undefined ? 0 : next++);
        group.replaceChildren(
          ...column(one, sign).map((text, i) => svg('text', { class: 'middle', x, y: HEAD + 14 + i * LINE }, text)),
        );
      }
      this.#describe(value, gradient, after);
    }
    this.element.classList.toggle('newest', Boolean(newest));
    this.element.classList.toggle('lit', Boolean(lit));
    this.element.classList.toggle('dim', Boolean(dim));
  }

  /**
   * @param {Api.Tensor | undefined} value
   * @param {Api.Tensor | undefined} gradient
   * @param {Api.Tensor | undefined} after
   */
  #describe(value, gradient, after) {
    set(this.#named, {
      'aria-label': [
        this.#box.fold ? this.#box.title : this.#box.id,
        value !== undefined && brief(value),
        gradient !== undefined && `gradient ${brief(gradient)}`,
        after !== undefined && `becomes ${brief(after)}`,
      ]
        .filter(Boolean)
        .join(', '),
    });
  }
}
