// Where the run stands, in numbers: each is a data element with its exact value; and how it ended, in a sentence.
// Usage: const readout = new Readout(); place.append(readout.numbers, readout.says); readout.show(state, false)
import { h } from '../page/element.js';
import { exact } from '../page/format.js';
import { findings, outcome } from './outcome.js';

/**
 * @import { Run } from '../run/run.js'
 * @import { State } from '../state/store.js'
 */

/** So many weights are shown as numbers; more of them are in the views alone. */
const MOST = 4;

export class Readout {
  #status = h('p', { id: 'status', class: 'status', role: 'status' });
  #findings = h('ul', { id: 'findings', class: 'findings', 'aria-label': 'Findings' });
  /** @type {string | null} */
  #shown = null;
  #found = '';
  numbers = h('dl', { class: 'numbers' });
  says = h('div', { class: 'says' }, this.#status, this.#findings);

  /**
   * @param {State} state
   * @param {boolean} stale
   */
  show(state, stale) {
    const { run, position } = state;
    const key = run && `${run.id} ${Math.floor(position)} ${run.points > 0}`;
    if (key !== this.#shown) {
      this.#shown = key;
      this.numbers.replaceChildren(...(run ? this.#entries(run, Math.floor(position)) : []));
    }
    const says = outcome(state, stale);
    if (says !== this.#status.textContent) {
      this.#status.textContent = says;
    }
    const found = run && run.ended && position >= run.points ? findings(run) : [];
    if (found.join('\n') !== this.#found) {
      this.#found = found.join('\n');
      this.#findings.replaceChildren(...found.map((text) => h('li', {}, text)));
    }
  }

  /**
   * @param {Run} run
   * @param {number} position
   */
  #entries(run, position) {
    /** @type {(name: string, value: Page.Child, kind?: string, title?: string) => HTMLElement} */
    const entry = (name, value, kind = '', title = '') =>
      h('div', { class: kind, 'data-name': name, title }, h('dt', {}, name), h('dd', {}, value));
    const weights = run.shownWeights.length > MOST ? [] : run.shownWeights;
    return [
      entry('step', [
        h('data', { value: run.step(position) }, run.step(position).toLocaleString('en')),
        h('span', { class: 'of' }, ` of ${run.specification.steps?.toLocaleString('en')}`),
      ]),
      entry('loss', exact(run.loss(position)), '', 'The loss before this step'),
      run.held.steps.length > 0 && entry('test loss', exact(run.held.at(run.step(position)))),
      ...weights.map((name) => entry(name, exact(run.weight(name, position)), 'weight', `${name} after this step`)),
    ].filter((one) => one !== false);
  }
}
