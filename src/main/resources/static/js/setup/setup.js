// What is trained, as a form or as JSON, in two tabs.
// Usage: new Setup(element, store, (specification) => …, (why) => …)
import { h } from '../page/element.js';
import { SpecificationForm } from './form.js';
import { JsonEditor } from './json-editor.js';

/** @import { Store } from '../state/store.js' */

export class Setup {
  /** @type {{tab: HTMLElement, panel: HTMLElement}[]} */
  #tabs = [];

  /**
   * @param {HTMLElement} place
   * @param {Store} store
   * @param {(specification: Api.Specification) => unknown} edited
   * @param {(why: string) => unknown} broken
   */
  constructor(place, store, edited, broken) {
    const form = new SpecificationForm(store, edited);
    const editor = new JsonEditor(store, edited, broken);
    const list = h('div', {
      class: 'tabs',
      role: 'tablist',
      'aria-label': 'How to edit',
      onkeydown: (event) => this.#keys(event),
    });
    place.append(h('h2', { class: 'hidden' }, 'Specification'), list);
    for (const { name, label, element } of [
      { name: 'form', label: 'Form', element: form.element },
      { name: 'json', label: 'JSON', element: editor.element },
    ]) {
      /** @type {HTMLButtonElement} */
      const tab = h(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `tab-${name}`,
          'aria-controls': `panel-${name}`,
          onclick: () => this.#choose(tab),
        },
        label,
      );
      const panel = h(
        'div',
        { role: 'tabpanel', id: `panel-${name}`, 'aria-labelledby': `tab-${name}`, tabindex: -1 },
        element,
      );
      this.#tabs.push({ tab, panel });
      list.append(tab);
      place.append(panel);
    }
    this.#choose(this.#tabs[0].tab);
  }

  /** @param {HTMLElement} chosen */
  #choose(chosen) {
    for (const { tab, panel } of this.#tabs) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      panel.hidden = tab !== chosen;
    }
  }

  /** @param {KeyboardEvent} event */
  #keys(event) {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const other = this.#tabs.find(({ tab }) => tab !== event.target);
      if (other) {
        this.#choose(other.tab);
        other.tab.focus();
      }
      event.stopPropagation();
    }
  }
}
