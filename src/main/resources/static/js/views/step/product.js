// The chain rule of one weight as one product, with a button that copies it as Python.
// Usage: const product = new Product((weight) => …); product.offer(trace); product.show(trace.chain)
import { h } from '../../page/element.js';
import { copy } from '../../share/clipboard.js';

const MOST = 400;
const NOTE = 1500;

export class Product {
  #weights = h('select', {
    id: 'chain-of',
    'aria-label': 'Chain rule of',
    onchange: (event) => this.#choose(event.target.value),
  });
  #python = h('code', { class: 'product' });
  #copy = h('button', { type: 'button', id: 'copy-chain', onclick: () => this.#copied() }, 'Copy as Python');
  #factors = h('ol', { class: 'factors' });
  #line = h('div', { class: 'product-line', hidden: true }, this.#python, this.#copy);
  #choose;
  #names = '';
  element = h('div', { class: 'chain' }, h('label', {}, 'Chain rule of ', this.#weights), this.#line, this.#factors);

  /** @param {(weight: string) => unknown} choose */
  constructor(choose) {
    this.#choose = choose;
  }

  /** @param {Api.RowTrace} trace */
  offer({ weights }) {
    const names = weights.flatMap(({ parameter, row }) => namesOf(parameter, row)).slice(0, MOST);
    if (names.join() !== this.#names) {
      this.#names = names.join();
      this.#weights.replaceChildren(
        h('option', { value: '' }, 'a weight…'),
        ...names.map((name) => h('option', { value: name }, name)),
      );
    }
  }

  /** @param {Api.WeightChain | null | undefined} chain */
  show(chain) {
    this.#weights.value = chain?.weight ?? this.#weights.value;
    this.#line.hidden = !chain;
    this.#python.textContent = chain?.python ?? '';
    this.#factors.replaceChildren(...(chain?.factors ?? []).map(({ text }) => h('li', {}, text)));
  }

  /** @param {string} weight */
  select(weight) {
    this.#weights.value = weight;
  }

  async #copied() {
    try {
      await copy(`${this.#python.textContent}\n`);
      this.#copy.textContent = 'Copied ✓';
    } catch {
      this.#copy.textContent = 'The browser does not allow it';
    }
    setTimeout(() => {
      this.#copy.textContent = 'Copy as Python';
    }, NOTE);
  }
}

/**
 * The names of the numbers of a parameter; none of one that is too large to be sent whole.
 *
 * @param {string} name
 * @param {Api.Tensor} value
 * @returns {string[]}
 */
function namesOf(name, value) {
  if (Array.isArray(value)) {
    return value.flatMap((inner, i) => namesOf(`${name}[${i}]`, inner));
  }
  return typeof value === 'object' && value !== null ? [] : [name];
}
