// What is trained, as a form or as JSON, in two tabs.
// Usage: new Setup(element, store, (specification) => …, (why) => …)
import { h } from '../page/element.js';
import { SpecificationForm } from './form.js';
import { JsonEditor } from './json-editor.js';

export class Setup {
  #tabs = [];

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
    for (const [name, label, element] of [
      ['form', 'Form', form.element],
      ['json', 'JSON', editor.element],
    ]) {
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

  #choose(chosen) {
    for (const { tab, panel } of this.#tabs) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      panel.hidden = tab !== chosen;
    }
  }

  #keys(event) {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const other = this.#tabs.find(({ tab }) => tab !== event.target).tab;
      this.#choose(other);
      other.focus();
      event.stopPropagation();
    }
  }
}
