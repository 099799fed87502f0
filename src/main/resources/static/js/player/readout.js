// Where the run stands, in numbers: each is a data element with its exact value.
// Usage: const readout = new Readout(); place.append(readout.element); readout.show(state)
import { h } from '../page/element.js';
import { exact } from '../page/format.js';
import { findings, outcome } from './outcome.js';

/**
 * @import { Run } from '../run/run.js'
 * @import { State } from '../state/store.js'
 */

const MOST = 4;

export class Readout {
  #numbers = h('dl', { class: 'numbers' });
  #status = h('p', { id: 'status', class: 'status', role: 'status' });
  #findings = h('ul', { id: 'findings', class: 'findings', 'aria-label': 'Findings' });
  /** @type {string | null} */
  #shown = null;
  element = h('div', { class: 'readout' }, this.#numbers, this.#status, this.#findings);

  /** @param {State} state */
  show({ run, ghost, position, faults }) {
    const key = run && `${run.id} ${Math.floor(position)} ${run.points > 0} ${ghost?.id}`;
    if (key !== this.#shown) {
      this.#shown = key;
      this.#numbers.replaceChildren(...(run ? this.#entries(run, Math.floor(position)) : []));
    }
    const says = !run
      ? 'Nothing has been trained yet.'
      : `${faults.length > 0 ? 'This is still the previous run. ' : ''}${outcome(run, ghost)}`;
    if (says !== this.#status.textContent) {
      this.#status.textContent = says;
      this.#findings.replaceChildren(...(run ? findings(run) : []).map((text) => h('li', {}, text)));
    }
  }

  /**
   * @param {Run} run
   * @param {number} position
   */
  #entries(run, position) {
    /** @type {(name: string, value: Page.Child, kind?: string, label?: string) => HTMLElement} */
    const entry = (name, value, kind = '', label = name) =>
      h('div', { class: kind, 'data-name': name }, h('dt', {}, label), h('dd', {}, value));
    const most = run.held.steps.length > 0 ? MOST - 1 : MOST;
    const weights = run.shownWeights
      .slice(0, most)
      .map((name) => entry(name, exact(run.weight(name, position)), 'weight'));
    const more = run.shownWeights.length - most;
    return [
      entry('step', [
        h('data', { value: run.step(position) }, run.step(position).toLocaleString('en')),
        h('span', { class: 'of' }, ` of ${run.specification.steps?.toLocaleString('en')}`),
      ]),
      entry('loss', exact(run.loss(position)), '', 'loss before the step'),
      run.held.steps.length > 0 && entry('test loss', exact(run.held.at(run.step(position)))),
      ...weights,
      more > 0 && h('div', { class: 'more' }, h('dt', {}, 'and'), h('dd', {}, `${more} more`)),
    ].filter((one) => one !== false);
  }
}
