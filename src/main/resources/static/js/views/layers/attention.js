// Attention as a matrix over the text: a row for each position, which says how much it takes from each other one. One head at
// a time.
// Usage: const matrix = new LayerAttention((position) => choose(position)); matrix.show(opened, ['t', 'h', 'e'])
import { h } from '../../page/element.js';
import { flat, paint } from './plane.js';

/** So many of the strongest positions are said. */
const STRONGEST = 3;

/** @param {string} letter */
const written = (letter) => (letter === ' ' ? '␣' : letter === '\n' ? '⏎' : letter);

/**
 * Returns the positions from which a position takes most, the strongest first.
 *
 * @param {ArrayLike<number>} weights
 */
export const strongest = (weights) =>
  Array.from(weights, (weight, position) => ({ weight, position }))
    .filter(({ weight }) => weight >= 0.005)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, STRONGEST);

export class LayerAttention {
  #choose;
  #head = h('select', { 'aria-label': 'Head', onchange: () => this.#draw() });
  #canvas = h('canvas', { class: 'map-pixels', role: 'img' });
  #mark = h('i', { class: 'map-frame', 'aria-hidden': 'true' });
  #left = h('div', { class: 'letters left', role: 'group', 'aria-label': 'Position that looks' });
  #top = h('div', { class: 'letters top', 'aria-hidden': 'true' });
  #words = h('p', { class: 'looks' });
  /** @type {Api.OpenedLayer | null} */
  #opened = null;
  /** @type {string[]} */
  #letters = [];
  element;

  /** @param {(position: number) => unknown} choose */
  constructor(choose) {
    this.#choose = choose;
    this.element = h(
      'div',
      { class: 'layer-attention' },
      h('label', { class: 'head-choice' }, 'head ', this.#head),
      h('div', { class: 'matrix' }, this.#top, this.#left, h('div', { class: 'map-place' }, this.#canvas, this.#mark)),
      this.#words,
    );
  }

  /**
   * @param {Api.OpenedLayer} opened
   * @param {string[]} letters of the row; none where it is no text
   */
  show(opened, letters) {
    this.#opened = opened;
    const heads = opened.arithmetic?.heads ?? [];
    const positions = opened.shape[0];
    if (this.#head.options.length !== heads.length) {
      this.#head.replaceChildren(...heads.map((_, i) => h('option', { value: i }, `${i + 1} of ${heads.length}`)));
    }
    const names = Array.from({ length: positions }, (_, i) => letters[i] ?? String(i));
    if (names.join('\0') !== this.#letters.join('\0') || this.#left.childElementCount !== positions) {
      this.#letters = names;
      this.#top.replaceChildren(...names.map((name) => h('span', {}, written(name))));
      this.#left.replaceChildren(
        ...names.map((name, i) =>
          h(
            'button',
            { type: 'button', 'aria-label': `position ${i}: ${name}`, onclick: () => this.#choose(i) },
            written(name),
          ),
        ),
      );
    }
    this.#draw();
  }

  #draw() {
    const head = this.#opened?.arithmetic?.heads?.[Number(this.#head.value) || 0];
    if (!head || !this.#opened) {
      return;
    }
    const count = this.#letters.length;
    const values = flat(head.weights);
    const most = values.reduce((a, b) => Math.max(a, b), 1e-12);
    paint(this.#canvas, { wide: count, high: count, values }, [-most, most]);
    const position = this.#opened.arithmetic?.position ?? 0;
    this.#canvas.setAttribute(
      'aria-label',
      `Weights of head ${Number(this.#head.value) + 1}, ${count} by ${count} positions`,
    );
    for (const [i, button] of [...this.#left.children].entries()) {
      button.setAttribute('aria-pressed', String(i === position));
    }
    for (const [side, share] of Object.entries({ left: 0, top: position / count, width: 1, height: 1 / count })) {
      this.#mark.style.setProperty(side, `${100 * share}%`);
    }
    const looks = strongest(values.subarray(position * count, (position + 1) * count)).map(
      ({ weight, position: at }) => `“${written(this.#letters[at])}” at ${at} (${Math.round(100 * weight)} %)`,
    );
    this.#words.textContent = `Position ${position}, “${written(this.#letters[position])}”, takes most from ${looks.join(', ')}.`;
  }

  repaint() {
    this.#draw();
  }
}
