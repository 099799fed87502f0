// The learning rate of a live figure: a slider over powers of ten.
// Usage: const rate = new Rate((value) => train(value)); place.append(rate.element); rate.show(0.1)
import { h } from '../js/page/element.js';
import { typed } from '../js/page/format.js';

/** The slider reaches so many powers of ten to each side of the first rate. */
const REACH = 2;

export class Rate {
  #first = 0;
  #value = h('output', {});
  /** @type {HTMLInputElement} */
  #slider;
  element;

  /** @param {(rate: number) => unknown} chosen called when the reader lets the slider go */
  constructor(chosen) {
    this.#slider = h('input', {
      type: 'range',
      min: -REACH,
      max: REACH,
      step: 0.05,
      value: 0,
      'aria-label': 'Learning rate',
      oninput: () => this.#say(),
      onchange: () => chosen(this.#rate()),
    });
    this.element = h('label', {}, 'Learning rate', this.#slider, this.#value);
  }

  #rate() {
    return Number(typed(this.#first * 10 ** Number(this.#slider.value)));
  }

  #say() {
    const text = String(this.#rate());
    this.#value.textContent = text;
    this.#slider.setAttribute('aria-valuetext', text);
  }

  /** @param {number} rate the rate of the first run, which stands in the middle */
  begin(rate) {
    this.#first = rate;
    this.#say();
  }
}
