// Where the run stands, in numbers: each is a data element with its exact value; and how it ended, in a sentence.
// Usage: const readout = new Readout((specification) => …); place.append(readout.numbers, readout.status); readout.show(state, false)
import { h } from '../page/element.js';
import { exact } from '../page/format.js';
import { isAsking } from '../state/question.js';
import { findings, outcome } from './outcome.js';
import { remedyOf } from './remedy.js';

/**
 * @import { Run } from '../run/run.js'
 * @import { State } from '../state/store.js'
 */

/** So many weights are shown as numbers; more of them are in the views alone. */
const MOST = 4;

/**
 * @param {string} name
 * @param {Page.Child} value
 * @param {string} [kind]
 * @param {Page.Child} [label]
 * @param {string} [title]
 */
const entry = (name, value, kind = '', label = name, title = '') =>
  h('div', { class: kind, 'data-name': name, title }, h('dt', {}, label), h('dd', {}, value));

/**
 * The loss that a step reduces. Before the first step it is the loss of that step, if the run has recorded it.
 *
 * @param {Run} run
 * @param {number} position
 */
function lossEntry(run, position) {
  const first = position < 1 && run.steps[0] === 1;
  const when = first ? '(before step 1)' : '(before this step)';
  const loss = first ? run.losses[0] : run.loss(position);
  return entry('loss', exact(loss), '', ['loss ', h('span', { class: 'when' }, when)], `The loss ${when}`);
}

export class Readout {
  /** @type {string | null} */
  #shown = null;
  #found = '';
  #vary;
  numbers = h('dl', { class: 'numbers' });
  status = h('p', { id: 'status', class: 'status', role: 'status' });
  findings = h('ul', { id: 'findings', class: 'findings', 'aria-label': 'Findings' });

  /** @param {(specification: Api.Specification) => unknown} vary trains another specification */
  constructor(vary) {
    this.#vary = vary;
  }

  /**
   * @param {State} state
   * @param {boolean} stale
   */
  show(state, stale) {
    const { run, position } = state;
    const key = run && `${run.id} ${Math.floor(position)} ${run.points > 0}`;
    if (key !== this.#shown) {
      this.#shown = key;
      this.#renew(run ? this.#entries(run, Math.floor(position)) : []);
    }
    const says = outcome(state, stale);
    if (says !== this.status.textContent) {
      this.status.textContent = says;
    }
    const found = run?.ended && position >= run.points && !isAsking(state) ? findings(run) : [];
    const all = found.map(({ message }) => message).join('\n');
    if (all !== this.#found) {
      this.#found = all;
      this.findings.replaceChildren(...found.map((finding) => this.#item(finding, state)));
    }
  }

  /**
   * Writes the numbers into the entries that are there, if they are of the same names.
   *
   * @param {HTMLElement[]} entries
   */
  #renew(entries) {
    const same =
      entries.length === this.numbers.childElementCount &&
      entries.every(
        (one, i) => one.dataset.name === /** @type {HTMLElement} */ (this.numbers.children[i]).dataset.name,
      );
    if (!same) {
      this.numbers.replaceChildren(...entries);
      return;
    }
    for (const [i, one] of entries.entries()) {
      const shown = this.numbers.children[i];
      if (!shown.isEqualNode(one)) {
        shown.replaceWith(one);
      }
    }
  }

  /**
   * A finding, with a button that tries what it suggests.
   *
   * @param {ReturnType<typeof findings>[number]} finding
   * @param {State} state
   */
  #item(finding, { trained }) {
    const remedy = trained && remedyOf(finding, trained);
    return h(
      'li',
      {},
      h('span', {}, finding.message),
      remedy &&
        h('button', { type: 'button', class: 'chip', onclick: () => this.#vary(remedy.specification) }, remedy.text),
    );
  }

  /**
   * @param {Run} run
   * @param {number} position
   */
  #entries(run, position) {
    const weights = run.shownWeights.length > MOST ? [] : run.shownWeights;
    return [
      entry('step', [
        h('data', { value: run.step(position) }, run.step(position).toLocaleString('en')),
        h('span', { class: 'of' }, ` of ${run.specification.steps?.toLocaleString('en')}`),
      ]),
      lossEntry(run, position),
      run.held.steps.length > 0 && entry('test loss', exact(run.held.at(run.step(position)))),
      ...weights.map((name) => entry(name, exact(run.weight(name, position)), 'weight')),
    ].filter((one) => one !== false);
  }
}
