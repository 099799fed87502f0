// The choice of a row of the step's batch: a number with a button before and one after it.
// Usage: const rows = new RowChoice((row) => store.set({row})); rows.show(3, 80)
import { h } from '../../page/element.js';
import { NumberField } from '../../page/number-field.js';

export class RowChoice {
  #choose;
  #row = 0;
  #count = 0;
  #number;
  #before = this.#button('‹', 'Row before', -1);
  #after = this.#button('›', 'Next row', 1);
  #of = h('span', {});
  element;

  /**
   * @param {(row: number) => unknown} choose
   * @param {string} [id] of the number
   * @param {string} [label]
   */
  constructor(choose, id = 'step-row', label = 'Row of the batch') {
    this.#choose = choose;
    this.#number = new NumberField({ id, min: 0, 'aria-label': label }, (row) => this.#take(row));
    const parts = [this.#before, this.#number.element, this.#after, this.#of];
    this.element = h('span', { class: 'row-choice', hidden: true }, 'row', parts);
  }

  /**
   * @param {string} sign
   * @param {string} label
   * @param {number} by
   */
  #button(sign, label, by) {
    return h('button', { type: 'button', 'aria-label': label, onclick: () => this.#take(this.#row + by) }, sign);
  }

  /** @param {number} row */
  #take(row) {
    const whole = Math.round(row);
    this.#choose(Number.isFinite(whole) ? Math.min(Math.max(0, whole), this.#count - 1) : this.#row);
  }

  /**
   * @param {number} row
   * @param {number} count of the batch; of one row there is nothing to choose
   */
  show(row, count) {
    this.#row = row;
    this.#count = count;
    this.element.hidden = count < 2;
    this.#number.element.max = String(count - 1);
    this.#number.show(row);
    this.#before.disabled = row <= 0;
    this.#after.disabled = row >= count - 1;
    this.#of.textContent = `of ${count}`;
  }
}
