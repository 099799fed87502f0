// The text of a model of characters: its opening and its continuation.
// Usage: const text = new FitText(); place.append(text.element); text.show(await text.ask(id, 7))
import { sample } from '../../api/service.js';
import { h } from '../../page/element.js';
import { when } from '../../page/format.js';

const LENGTH = 160;

export class FitText {
  #opening = h('b', { title: 'the opening of the text that it learns' });
  #continuation = h('span', {});
  element = h('blockquote', { class: 'sample' }, this.#opening, this.#continuation);

  /**
   * @param {string} id
   * @param {number} step
   */
  ask(id, step) {
    return sample(id, { step, length: LENGTH });
  }

  /** @param {Api.Sample} found */
  show({ opening, continuation }) {
    this.#opening.textContent = opening;
    this.#continuation.textContent = continuation;
  }

  /** @param {number} step */
  caption(step) {
    return `${when(step)}: the model continues the opening in bold, one character after the other.`;
  }
}
