// The lesson, the form and the JSON, in three tabs.
// Usage: const setup = new Setup(element, [{name: 'form', label: 'Form', element: form.element}]); setup.show('form')
import { h } from '../page/element.js';

/** @typedef {{name: string, label: string, element: HTMLElement}} Page */

export class Setup {
  /** @type {{name: string, tab: HTMLElement, panel: HTMLElement}[]} */
  #tabs = [];

  /**
   * @param {HTMLElement} place
   * @param {Page[]} pages
   */
  constructor(place, pages) {
    const list = h('div', {
      class: 'tabs',
      role: 'tablist',
      'aria-label': 'Lesson and specification',
      onkeydown: (event) => this.#keys(event),
    });
    place.append(list);
    for (const { name, label, element } of pages) {
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
        { role: 'tabpanel', class: 'panel', id: `panel-${name}`, 'aria-labelledby': `tab-${name}`, tabindex: -1 },
        element,
      );
      this.#tabs.push({ name, tab, panel });
      list.append(tab);
      place.append(panel);
    }
    this.#choose(this.#tabs[0].tab);
  }

  /** @param {string} name */
  show(name) {
    const page = this.#tabs.find((one) => one.name === name);
    if (page) {
      this.#choose(page.tab);
    }
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
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) {
      const at = this.#tabs.findIndex(({ tab }) => tab === event.target);
      const { tab } = this.#tabs[(at + by + this.#tabs.length) % this.#tabs.length];
      this.#choose(tab);
      tab.focus();
      event.stopPropagation();
    }
  }
}
