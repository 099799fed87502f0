// "My experiments" above the form: a new one, undo and redo, and those that are kept in this browser.
// Usage: panel.prepend(new ExperimentsView(store, experiments, history, { open: (specification) => … }).element)
import { h } from '../page/element.js';
import { NotKept } from '../state/experiments.js';
import { FIRST_LESSON } from './first-lesson.js';

/**
 * @import { Experiments, SavedExperiment } from '../state/experiments.js'
 * @import { History } from '../state/history.js'
 * @import { Store } from '../state/store.js'
 */

export class ExperimentsView {
  #store;
  #experiments;
  #history;
  #open;
  #says = h('p', { class: 'notes', role: 'status' });
  #list = h('ul', { class: 'experiments-list' });
  #count = h('summary', {}, 'My experiments');
  #name = h('input', { id: 'experiment-name', autocomplete: 'off', placeholder: 'a name' });
  #undo = this.#step('Undo', () => this.#history.undo());
  #redo = this.#step('Redo', () => this.#history.redo());

  /**
   * @param {Store} store
   * @param {Experiments} experiments
   * @param {History} history
   * @param {{open: (specification: Api.Specification) => unknown}} on opens a specification that is no lesson's
   */
  constructor(store, experiments, history, { open }) {
    this.#store = store;
    this.#experiments = experiments;
    this.#history = history;
    this.#open = open;
    const file = h('input', {
      type: 'file',
      class: 'hidden',
      tabindex: -1,
      accept: '.json,application/json',
      'aria-label': 'A file with experiments',
      onchange: async () => {
        const chosen = file.files?.[0];
        const text = await chosen?.text();
        file.value = '';
        if (chosen && text !== undefined) {
          this.#try(() => {
            const count = experiments.read(text, chosen.name.replace(/\.json$/i, ''));
            return `Added ${count} ${count === 1 ? 'experiment' : 'experiments'}.`;
          });
        }
      },
    });
    const keep = h(
      'form',
      {
        class: 'with-button',
        onsubmit: (event) => {
          event.preventDefault();
          this.#save();
        },
      },
      h('label', { for: 'experiment-name', class: 'hidden' }, 'Name of the experiment'),
      this.#name,
      h('button', { type: 'submit' }, 'Save'),
    );
    this.element = h(
      'div',
      { class: 'experiments' },
      h(
        'div',
        { class: 'row-of-buttons' },
        h('button', { type: 'button', id: 'new-experiment', onclick: () => open(FIRST_LESSON) }, 'New experiment'),
        this.#undo,
        this.#redo,
      ),
      h(
        'details',
        { class: 'fold' },
        this.#count,
        keep,
        this.#list,
        h(
          'div',
          { class: 'row-of-buttons' },
          h('button', { type: 'button', onclick: () => this.#export() }, 'Export all'),
          h('button', { type: 'button', onclick: () => file.click() }, 'Import…'),
          file,
        ),
        this.#says,
      ),
    );
    experiments.subscribe(() => this.#draw());
    history.subscribe(() => this.#drawSteps());
    this.#draw();
    this.#drawSteps();
  }

  /**
   * @param {string} name
   * @param {() => unknown} go
   */
  #step(name, go) {
    return h(
      'button',
      {
        type: 'button',
        id: `${name.toLowerCase()}-edit`,
        onclick: go,
        'aria-keyshortcuts': name === 'Undo' ? 'Control+Z' : 'Control+Shift+Z',
      },
      name,
    );
  }

  #drawSteps() {
    this.#undo.setAttribute('aria-disabled', String(!this.#history.canUndo));
    this.#redo.setAttribute('aria-disabled', String(!this.#history.canRedo));
  }

  #draw() {
    const all = this.#experiments.list();
    this.#count.textContent = all.length > 0 ? `My experiments (${all.length})` : 'My experiments';
    this.#list.replaceChildren(...all.map((one) => this.#entry(one)));
  }

  /** @param {SavedExperiment} one */
  #entry(one) {
    const { id, name, saved, specification } = one;
    /** @type {(label: string, act: () => unknown) => HTMLElement} */
    const button = (label, act) =>
      h('button', { type: 'button', class: 'quiet', 'aria-label': `${label} ${name}`, onclick: act }, label);
    return h(
      'li',
      { 'data-id': id },
      h(
        'button',
        {
          type: 'button',
          class: 'open',
          'aria-label': `Open ${name}`,
          title: new Date(saved).toLocaleString('en'),
          onclick: () => this.#open(structuredClone(specification)),
        },
        name,
      ),
      button('Rename', () => this.#rename(one)),
      button('Delete', () => this.#remove(one)),
    );
  }

  #save() {
    const { specification, lesson } = this.#store.state;
    if (specification) {
      const wanted = this.#name.value.trim() || specification.name || lesson?.title || 'Experiment';
      this.#try(() => `Saved “${this.#experiments.save(wanted, specification).name}” in this browser.`);
      this.#name.value = '';
    }
  }

  /** @param {SavedExperiment} one */
  #rename({ id, name }) {
    const item = this.#list.querySelector(`[data-id="${id}"]`);
    let ended = false;
    /** @param {boolean} keep */
    const end = (keep) => {
      if (!ended) {
        ended = true;
        this.#try(() => {
          if (keep && input.value.trim() !== '') {
            this.#experiments.rename(id, input.value);
          }
          return '';
        });
        this.#draw();
        this.#focus(id);
      }
    };
    const input = h('input', {
      value: name,
      'aria-label': `New name of ${name}`,
      onkeydown: (event) => {
        if (event.key === 'Enter' || event.key === 'Escape') {
          event.preventDefault();
          end(event.key === 'Enter');
        }
      },
      onblur: () => end(true),
    });
    item?.replaceChildren(input);
    input.focus();
    input.select();
  }

  /** @param {SavedExperiment} one */
  #remove(one) {
    const next = this.#list.querySelector(`[data-id="${one.id}"]`)?.nextElementSibling;
    this.#try(() => {
      this.#experiments.remove(one.id);
      return `Deleted “${one.name}”.`;
    });
    this.#says.append(
      ' ',
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            this.#try(() => {
              this.#experiments.restore(one);
              return '';
            });
            this.#focus(one.id);
          },
        },
        'Put it back',
      ),
    );
    const id = next?.getAttribute('data-id');
    if (id) {
      this.#focus(id);
    } else {
      this.#count.focus();
    }
  }

  /** @param {string} id */
  #focus(id) {
    /** @type {HTMLElement | null} */ (this.#list.querySelector(`[data-id="${id}"] .open`))?.focus();
  }

  #export() {
    const url = URL.createObjectURL(new Blob([this.#experiments.text()], { type: 'application/json' }));
    h('a', { href: url, download: 'downhill-experiments.json' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  /** @param {() => string} act returns what to say */
  #try(act) {
    try {
      this.#says.textContent = act();
    } catch (error) {
      if (!(error instanceof NotKept)) {
        throw error;
      }
      this.#says.textContent = error.message;
    }
  }
}

/**
 * Ctrl+Z and Ctrl+Shift+Z, or Ctrl+Y, where no text field has them for itself.
 *
 * @param {History} history
 */
export function undoKeys(history) {
  document.addEventListener('keydown', (event) => {
    const key = event.key.toLowerCase();
    const typing = /** @type {Element} */ (event.target).closest(
      'textarea, input:not([type=range], [type=checkbox], [type=file])',
    );
    if (!typing && (event.ctrlKey || event.metaKey) && !event.altKey && (key === 'z' || key === 'y')) {
      event.preventDefault();
      if (key === 'y' || event.shiftKey) {
        history.redo();
      } else {
        history.undo();
      }
    }
  });
}
