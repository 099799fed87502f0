// One node of the graph: its name, its value, its gradient, and what an update makes of it. Weights can be focused.
// Usage: const box = new Box(node, {x: 60, y: 30}, (weight) => …); box.show({value: 6, gradient: -12})
import { set, svg } from '../../page/element.js';
import { brief } from '../../page/tensor-text.js';

export const WIDE = 150;
export const HIGH = 66;
const LETTERS = 21;
const DIGITS = 16;

/**
 * @param {string} text
 * @param {number} [most]
 */
function cut(text, most = LETTERS) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/**
 * @typedef {object} Look
 * @property {Api.Tensor} [value]
 * @property {Api.Tensor} [gradient]
 * @property {Api.Tensor} [after] what an update makes of the value
 * @property {boolean} [newest]
 * @property {boolean} [lit]
 * @property {boolean} [dim]
 */
export class Box {
  #name;
  #value = svg('text', { class: 'value middle', x: 0, y: 6 });
  #gradient = svg('text', { class: 'gradient middle', x: 0, y: 25 });

  /**
   * @param {Api.NodeValue} node
   * @param {{x: number, y: number}} place
   * @param {(weight: string | null) => unknown} choose
   */
  constructor(node, { x, y }, choose) {
    const weight = node.kind === 'parameter';
    this.#name = node.id;
    const operation = node.kind === 'operation' && !node.id.includes(node.op);
    this.element = svg(
      'g',
      { class: `box ${node.kind}`, transform: `translate(${x} ${y})`, 'data-node': node.id },
      svg('rect', { x: -WIDE / 2, y: -HIGH / 2, width: WIDE, height: HIGH, rx: 10 }),
      svg(
        'text',
        { class: 'label middle', x: 0, y: -14 },
        cut(node.id),
        operation && svg('tspan', { class: 'op' }, `  ${node.op}`),
      ),
      this.#value,
      this.#gradient,
      svg('title', {}, node.formula),
    );
    if (weight) {
      set(this.element, {
        tabindex: 0,
        role: 'img',
        onfocus: () => choose(node.id),
        onblur: () => choose(null),
        onmouseenter: () => choose(node.id),
        onmouseleave: () => choose(null),
      });
    } else {
      set(this.element, { role: 'group' });
    }
  }

  /** @param {Look} look */
  show({ value, gradient, after, newest, lit, dim }) {
    const now = value === undefined ? '' : brief(value);
    const both = `${now} → ${after === undefined ? '' : brief(after)}`;
    this.#value.textContent = cut(
      after === undefined ? now : both.length > DIGITS ? `→ ${brief(after)}` : both,
      DIGITS,
    );
    this.#gradient.textContent = gradient === undefined ? '' : cut(`∂ ${brief(gradient)}`);
    this.element.classList.toggle('newest', Boolean(newest));
    this.element.classList.toggle('lit', Boolean(lit));
    this.element.classList.toggle('dim', Boolean(dim));
    set(this.element, {
      'aria-label': [
        this.#name,
        now,
        gradient !== undefined && `gradient ${brief(gradient)}`,
        after !== undefined && `becomes ${brief(after)}`,
      ]
        .filter(Boolean)
        .join(', '),
    });
  }
}
