// What puts the run into another page: the capsule as a file, and the lines of HTML that show it.
// Usage: const embed = new Embed(store, act); place.append(embed.element)
import { capsule } from '../api/service.js';
import { h } from '../page/element.js';
import { copy, save } from './clipboard.js';
import { fileName } from './save-view.js';

/** @import { State, Store } from '../state/store.js' */

/** The first steps are opened, and the one at the playhead. */
const OPENED = [1, 2];

/**
 * The lines of HTML that load a capsule from a file.
 *
 * @param {string} root the address of the service
 * @param {string} file
 * @param {string} words for a reader without scripts
 */
export function snippet(root, file, words) {
  return `<script type="module" src="${root}embed/downhill-run.js"></script>
<downhill-run src="${file}">
  <p>${escaped(words)}</p>
</downhill-run>
`;
}

/**
 * The lines of HTML that hold the capsule themselves; they need no other file but the script, not even in a folder.
 *
 * @param {string} root the address of the service
 * @param {string} json
 * @param {string} words for a reader without scripts
 */
export function wholeSnippet(root, json, words) {
  // No text of the capsule can end the script.
  const inside = json.replaceAll('<', '\\u003c');
  return `<script src="${root}embed/downhill-run.classic.js"></script>
<downhill-run>
  <p>${escaped(words)}</p>
  <script type="application/json">${inside}</script>
</downhill-run>
`;
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export class Embed {
  #store;
  #lines = h('pre', { class: 'snippet', tabindex: 0, role: 'region', 'aria-label': 'HTML of the figure' });
  element;

  /**
   * @param {Store} store
   * @param {(id: string, text: string, act: () => unknown) => HTMLButtonElement} button of a run that has ended
   */
  constructor(store, button) {
    this.#store = store;
    this.element = h(
      'details',
      { id: 'embed', class: 'fold' },
      h('summary', {}, 'Embed'),
      h(
        'p',
        {},
        'Put the capsule next to your page and these lines into it. The figure then needs no service, only the script, ',
        'which you can also copy to your site.',
      ),
      this.#lines,
      h(
        'div',
        { class: 'row' },
        button('save-capsule', 'Download capsule', async () =>
          save(new Blob([await this.#capsule()], { type: 'application/json' }), this.#file),
        ),
        button('copy-embed', 'Copy HTML', () => copy(this.#snippet())),
        button('copy-embed-whole', 'Copy HTML with the capsule', async () =>
          copy(wholeSnippet(this.#root, await this.#capsule(), this.#words)),
        ),
      ),
    );
    store.subscribe((state) => this.#show(state));
  }

  get #root() {
    return new URL('.', document.baseURI).href;
  }

  get #file() {
    return `${fileName({ ...this.#store.state, run: null }, 'capsule')}.run.json`;
  }

  get #words() {
    const { lesson, run } = this.#store.state;
    return `${lesson?.title ?? 'A run of gradient descent'}: ${run?.points ?? 0} recorded steps.`;
  }

  #snippet() {
    return snippet(this.#root, this.#file, this.#words);
  }

  /** Its steps are those that the run has taken: a fork begins later. */
  async #capsule() {
    const { run, position } = this.#store.state;
    if (!run) {
      return '';
    }
    const last = run.steps[run.points - 1] ?? 0;
    const steps = [...OPENED, run.step(Math.floor(position))].filter((step) => step >= run.steps[0] && step <= last);
    return (await capsule(run.id, [...new Set(steps)])).text();
  }

  /** @param {State} state */
  #show({ run }) {
    const lines = run?.ended ? this.#snippet() : '';
    if (lines !== this.#lines.textContent) {
      this.#lines.textContent = lines;
      this.#lines.hidden = lines === '';
    }
  }
}
