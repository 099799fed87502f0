// The specification as JSON: an editor that marks what the server refused, where it stands.
// Usage: const editor = new JsonEditor(store, (specification) => …, (why) => …); panel.append(editor.element)
import { h } from '../page/element.js';
import { isObject } from '../state/pointer.js';
import { nearest, places, pretty } from './json-text.js';

/**
 * @import { Store } from '../state/store.js'
 * @import { Range } from './json-text.js'
 */

export class JsonEditor {
  #text = h('textarea', {
    id: 'json',
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
    'aria-label': 'Specification as JSON',
    'aria-describedby': 'json-faults',
    oninput: () => this.#read(),
    onscroll: () => this.#follow(),
  });
  #marks = h('pre', { class: 'marks', 'aria-hidden': 'true' });
  #faults = h('ul', { id: 'json-faults', class: 'faults' });
  /** @type {(specification: Api.Specification) => unknown} */
  #edited;
  /** @type {(why: string) => unknown} */
  #broken;
  /** @type {unknown} */
  #own = null;

  /**
   * @param {Store} store
   * @param {(specification: Api.Specification) => unknown} edited
   * @param {(why: string) => unknown} broken
   */
  constructor(store, edited, broken) {
    this.#edited = edited;
    this.#broken = broken;
    this.element = h('div', { class: 'json' }, h('div', { class: 'editor' }, this.#marks, this.#text), this.#faults);
    store.subscribe((state, changed) => {
      if (changed.has('specification') && state.specification !== this.#own) {
        this.#text.value = pretty(state.specification);
      }
      if (changed.has('specification') || changed.has('faults')) {
        this.#mark(state.faults);
      }
    });
  }

  #read() {
    try {
      this.#own = JSON.parse(this.#text.value);
    } catch (error) {
      this.#broken(`This is not JSON: ${error.message}`);
      return;
    }
    if (isObject(this.#own)) {
      this.#edited(/** @type {Api.Specification} */ (this.#own));
    } else {
      this.#broken('A specification is an object: {"model": …, "data": …}');
    }
  }

  /** @param {Api.Fault[]} faults */
  #mark(faults) {
    const text = this.#text.value;
    /** @type {Map<string, Range>} */
    let found = new Map([['', [0, 0]]]);
    try {
      found = places(text);
    } catch {
      // Half a text: the faults are shown without a place.
    }
    const marked = faults.map((fault) => ({ ...fault, place: nearest(found, fault.pointer) }));
    this.#text.setAttribute('aria-invalid', String(faults.length > 0));
    this.#faults.replaceChildren(
      ...marked.map(({ pointer, message, place }) =>
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', class: 'fault', onclick: () => this.#goTo(place) },
            h('code', {}, pointer || 'JSON'),
            ' ',
            message,
          ),
        ),
      ),
    );
    this.#underline(
      text,
      marked
        .map((fault) => fault.place)
        .filter(([start, end]) => end > start)
        .sort((a, b) => a[0] - b[0]),
    );
  }

  /**
   * @param {string} text
   * @param {Range[]} ranges
   */
  #underline(text, ranges) {
    /** @type {(Node | string)[]} */
    const parts = [];
    let at = 0;
    for (const [start, end] of ranges) {
      if (start >= at) {
        parts.push(text.slice(at, start), h('mark', {}, text.slice(start, end)));
        at = end;
      }
    }
    this.#marks.replaceChildren(...parts, text.slice(at), '\n');
    this.#follow();
  }

  /** @param {Range} range */
  #goTo([start, end]) {
    this.#text.focus();
    this.#text.setSelectionRange(start, end);
  }

  #follow() {
    this.#marks.scrollTop = this.#text.scrollTop;
    this.#marks.scrollLeft = this.#text.scrollLeft;
  }
}
