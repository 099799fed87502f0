// The learning rate on a slider with a logarithmic scale. A drag, or arrow keys in a row, are one gesture.
// Usage: const slider = new RateSlider((rate, released) => …, () => …); slider.show(0.1)
import { h } from '../page/element.js';
import { typed } from '../page/format.js';

/** Changes within this time, in milliseconds, are one gesture. */
const PAUSE = 1500;

export class RateSlider {
  #slider = h('input', {
    id: 'rate',
    type: 'range',
    min: -5,
    max: 1,
    step: 0.01,
    'aria-label': 'Learning rate',
    onpointerdown: () => {
      this.#moved = 0;
    },
    oninput: () => this.#move(false),
    onchange: () => this.#move(true),
  });
  #shown = h('output', { for: 'rate', id: 'rate-shown' });
  #moved = 0;
  #changed;
  #began;
  element = h('div', { class: 'rate-quick' }, h('label', { for: 'rate' }, 'Learning rate'), this.#slider, this.#shown);

  /**
   * @param {(rate: number, released: boolean) => unknown} changed
   * @param {() => unknown} began
   */
  constructor(changed, began) {
    this.#changed = changed;
    this.#began = began;
  }

  /** @param {boolean} released */
  #move(released) {
    const now = performance.now();
    if (this.#moved === 0 || now - this.#moved > PAUSE) {
      this.#began();
    }
    this.#moved = now;
    this.#changed(Number(typed(10 ** Number(this.#slider.value))), released);
  }

  /** @param {number | null} rate null where it is not known */
  show(rate) {
    const text = rate === null ? '–' : String(rate);
    if (this.#shown.textContent !== text) {
      this.#shown.textContent = text;
      this.#slider.setAttribute('aria-valuetext', text);
    }
    if (document.activeElement !== this.#slider && rate !== null && rate > 0) {
      this.#slider.value = String(Math.log10(rate));
    }
  }
}
