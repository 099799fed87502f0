// A field for a whole number. The program shows its number there, but never over one that the reader is typing.
// Usage: const field = new NumberField({min: 0, 'aria-label': 'Row'}, (row) => choose(row)); place.append(field.element); field.show(3)
import { h } from './element.js';

export class NumberField {
  #typing = false;
  element;

  /**
   * @param {Page.Properties<HTMLInputElement>} properties
   * @param {(number: number) => unknown} take a number that the reader has ended; NaN if it is none
   */
  constructor(properties, take) {
    this.element = h('input', {
      ...properties,
      type: 'number',
      oninput: () => (this.#typing = true),
      onchange: () => {
        this.#typing = false;
        take(this.element.valueAsNumber);
      },
      onblur: () => (this.#typing = false),
    });
  }

  /** @param {number} number */
  show(number) {
    // Writing the same number again would move the reader's cursor.
    if (!this.#typing && this.element.valueAsNumber !== number) {
      this.element.value = String(number);
    }
  }
}
