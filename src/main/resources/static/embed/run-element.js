// The element <downhill-run>: loads a capsule and shows it; with the attribute server, also trains.
// Usage: customElements.define('downhill-run', RunElement)
import { h } from '../js/page/element.js';
import { isCapsule, readCapsule } from './capsule.js';
import { Figure } from './figure.js';
import { Rate } from './rate.js';
import { train } from './service.js';
import { object } from './shape.js';
import { jsonOf } from './source.js';
import { style } from './style.js';

/** @import { Replay } from './capsule.js' */

export class RunElement extends HTMLElement {
  static observedAttributes = ['src', 'server'];

  #shadow = this.attachShadow({ mode: 'open' });
  #stopped = new AbortController();
  #content = new MutationObserver(() => this.#begin());
  /** @type {Figure | null} */
  #figure = null;
  #place = h('div');
  #says = h('p', { role: 'status', hidden: true });
  #rate = new Rate((rate) => this.#trainAt(rate));
  #live = h('div', { class: 'live', hidden: true }, this.#rate.element, this.#says);
  /** @type {Record<string, unknown>} */
  #specification = {};
  /** @type {number[]} */
  #opened = [];

  constructor() {
    super();
    this.#shadow.adoptedStyleSheets = [style()];
  }

  connectedCallback() {
    if (document.readyState === 'loading') {
      // A classic script runs before the element's content is there.
      document.addEventListener('DOMContentLoaded', () => this.isConnected && this.#begin(), { once: true });
    } else {
      this.#begin();
    }
  }

  disconnectedCallback() {
    this.#end();
  }

  attributeChangedCallback() {
    if (this.isConnected && document.readyState !== 'loading') {
      this.#begin();
    }
  }

  #end() {
    this.#stopped.abort();
    this.#content.disconnect();
    this.#figure?.close();
    this.#figure = null;
  }

  async #begin() {
    this.#end();
    this.#stopped = new AbortController();
    const { signal } = this.#stopped;
    try {
      const json = await jsonOf(this, signal);
      if (signal.aborted) {
        return;
      }
      if (json === undefined) {
        this.#shadow.replaceChildren(h('slot'));
        this.#content.observe(this, { childList: true });
        return;
      }
      await this.#show(json);
    } catch (error) {
      this.#refuse(error, signal);
    }
  }

  /** @param {unknown} json a capsule, or with a server a specification */
  async #show(json) {
    const isLive = this.hasAttribute('server');
    if (isLive && !isCapsule(json)) {
      this.#specification = object(json, 'the specification');
      this.#offerRate();
      this.#shadow.replaceChildren(h('div', { class: 'card' }, this.#live, this.#place));
      await this.#train(this.#specification);
      return;
    }
    const run = readCapsule(json);
    this.#specification = run.specification;
    this.#opened = [...run.traces.keys()];
    if (isLive) {
      this.#offerRate();
    }
    this.#shadow.replaceChildren(h('div', { class: 'card' }, isLive && this.#live, this.#place));
    this.#draw(run);
  }

  /** @param {Replay} run */
  #draw(run) {
    this.#figure?.close();
    this.#figure = new Figure(run);
    this.#place.replaceChildren(this.#figure.element);
  }

  /** Text, whatever it holds; the element's own content stands below it. */
  #refuse(/** @type {Error} */ error, /** @type {AbortSignal} */ signal) {
    if (signal.aborted) {
      return;
    }
    this.#figure?.close();
    this.#shadow.replaceChildren(
      h(
        'div',
        { class: 'notice', role: 'alert' },
        h('p', {}, h('strong', {}, 'This run cannot be shown. ')),
        h('p', { class: 'detail' }, error.message),
      ),
      h('slot'),
    );
  }

  #offerRate() {
    const rate = /** @type {{learningRate?: unknown} | undefined} */ (this.#specification.optimizer)?.learningRate;
    this.#live.hidden = false;
    this.#rate.element.hidden = typeof rate !== 'number' || !(rate > 0);
    if (typeof rate === 'number' && rate > 0) {
      this.#rate.begin(rate);
    }
  }

  /** @param {number} rate */
  #trainAt(rate) {
    const optimizer = /** @type {object} */ (this.#specification.optimizer);
    return this.#train({ ...this.#specification, optimizer: { ...optimizer, learningRate: rate } });
  }

  /** @param {Record<string, unknown>} specification */
  async #train(specification) {
    this.#stopped.abort();
    this.#stopped = new AbortController();
    const { signal } = this.#stopped;
    this.#say('Training …');
    try {
      const json = await train(this.getAttribute('server') ?? '', specification, this.#opened, signal);
      const run = readCapsule(json);
      this.#draw(run);
      this.#figure?.toTheEnd();
      this.#say('');
    } catch (error) {
      if (!signal.aborted) {
        this.#say(`The run failed. ${error.message}`);
      }
    }
  }

  /** @param {string} text */
  #say(text) {
    this.#says.textContent = text;
    this.#says.hidden = text === '';
  }
}
