// The opened steps of a capsule: buttons that go to them, and the numbers of the one at the playhead.
// Usage: const chain = new Chain(run.traces, (step) => seek(step)); place.append(chain.element); chain.show(2)
import { h } from '../js/page/element.js';

/** @import { Trace } from './trace.js' */

export class Chain {
  #traces;
  #shown = -1;
  #body = h('div', { class: 'parts' });
  #buttons;
  element;

  /**
   * @param {Map<number, Trace>} traces
   * @param {(step: number) => unknown} go
   */
  constructor(traces, go) {
    this.#traces = traces;
    this.#buttons = [...traces.keys()].map((step) => ({
      step,
      button: h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => go(step) }, `Step ${step}`),
    }));
    this.element = h(
      'div',
      { class: 'chain', role: 'group', 'aria-label': 'Number by number', hidden: traces.size === 0 },
      h('div', { class: 'opened' }, h('span', {}, 'Number by number:'), ...this.#buttons.map(({ button }) => button)),
      this.#body,
    );
  }

  /** @param {number} step */
  show(step) {
    if (step === this.#shown) {
      return;
    }
    this.#shown = step;
    for (const { step: one, button } of this.#buttons) {
      button.setAttribute('aria-pressed', String(one === step));
    }
    this.#body.replaceChildren(
      ...(this.#traces.get(step)?.parts ?? []).map(({ title, lines }) =>
        h(
          'div',
          { 'data-part': title },
          h('div', { class: 'title' }, title),
          h('ol', {}, ...lines.map((text) => h('li', {}, text))),
        ),
      ),
    );
  }
}
