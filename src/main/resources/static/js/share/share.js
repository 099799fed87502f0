// What can be taken away: a curl command, a PyTorch script, a notebook, a link, the plot, the trajectory, a figure.
// Usage: new Share(element, store, notices)

import { notebook, plot, python, trajectory } from '../api/service.js';
import { h } from '../page/element.js';
import { pretty } from '../setup/json-text.js';
import { linkTo } from '../state/session.js';
import { trueValues } from '../views/curves/true-values.js';
import { copy, save } from './clipboard.js';
import { Embed } from './embed.js';
import { fileName } from './save-view.js';

/**
 * @import { Notices } from '../page/notices.js'
 * @import { Store } from '../state/store.js'
 *
 * @typedef {'nothing' | 'run' | 'end'} Need what there has to be: a run, or one that has ended
 */

export class Share {
  #store;
  #notices;
  /** @type {{made: HTMLButtonElement, needs: Need}[]} */
  #buttons = [];

  /**
   * @param {HTMLElement} place
   * @param {Store} store
   * @param {Notices} notices
   */
  constructor(place, store, notices) {
    this.#store = store;
    this.#notices = notices;
    /** @type {(id: string, text: string, act: () => unknown, needs?: Need) => HTMLButtonElement} */
    const button = (id, text, act, needs = 'nothing') => {
      /** @type {HTMLButtonElement} */
      const made = h('button', { id, type: 'button', onclick: () => this.#do(made, act) }, text);
      this.#buttons.push({ made, needs });
      return made;
    };
    place.append(
      h('h2', {}, 'Copy or download'),
      h(
        'div',
        { class: 'row' },
        button('copy-link', 'Copy link', () => this.#link()),
        button('copy-curl', 'Copy as curl', () => copy(this.#curl())),
        button('copy-pytorch', 'Copy as PyTorch', async () => copy(await python(this.#id)), 'run'),
        button(
          'save-notebook',
          'Download notebook',
          async () =>
            save(await notebook(this.#id), `${fileName(store.state, 'notebook').replace(/-step-\d+$/, '')}.ipynb`),
          'run',
        ),
        button(
          'save-plot',
          'Download plot',
          async () => save(await plot(this.#id, this.#truth()), 'downhill.svg'),
          'run',
        ),
        button(
          'save-trajectory',
          'Download trajectory',
          async () => save(await trajectory(this.#id, 'application/json'), 'downhill.json'),
          'run',
        ),
        button(
          'save-csv',
          'Download as CSV',
          async () => save(await trajectory(this.#id, 'text/csv'), 'downhill.csv'),
          'run',
        ),
      ),
      new Embed(store, (id, text, act) => button(id, text, act, 'end')).element,
    );
    store.subscribe(({ run }) =>
      this.#buttons.forEach(({ made, needs }) => {
        made.disabled = (needs !== 'nothing' && !run) || (needs === 'end' && !run?.ended);
      }),
    );
  }

  /** The id of the run; the buttons that need one are disabled without it. */
  get #id() {
    return this.#store.state.run?.id ?? '';
  }

  #link() {
    const { specification, lesson } = this.#store.state;
    const url = linkTo(specification, lesson?.id);
    history.replaceState(null, '', url);
    this.#store.touch('link');
    return copy(url);
  }

  /** The true values of the lesson, where the run has its data and its model. */
  #truth() {
    const { lesson, run } = this.#store.state;
    return run ? [...trueValues(lesson, run)].slice(0, 12).map(([name, value]) => `${name}:${value}`) : [];
  }

  #curl() {
    const body = pretty(this.#store.state.specification).replaceAll("'", "'\\''");
    const url = new URL('jobs', document.baseURI);
    const headers = "-H 'Content-Type: application/json' -H 'Prefer: wait=30'";
    return `curl -s -X POST ${url} \\\n  ${headers} \\\n  -d '${body}'\n`;
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {() => unknown} act
   */
  async #do(button, act) {
    const label = button.textContent;
    try {
      await act();
      button.textContent = label.startsWith('Copy') ? 'Copied ✓' : 'Saved ✓';
      setTimeout(() => {
        button.textContent = label;
      }, 1500);
    } catch (error) {
      const missing = [404, 405, 406].includes(error.status);
      this.#notices.say(
        'share',
        missing ? `This server does not support that: ${label.toLowerCase()}.` : `That did not work: ${error.message}`,
        { kind: 'warning' },
      );
    }
  }
}
