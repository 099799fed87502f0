// The specification as a form, made from the catalogue: data, model, loss, optimizer, steps.
// Usage: const form = new SpecificationForm(store, (specification) => …); panel.append(form.element)
import { h } from '../page/element.js';
import { at, without, withValue } from '../state/pointer.js';
import { GeneratedPoints } from './data/generated.js';
import { OwnData } from './data/own-data.js';
import { dataFields } from './data-fields.js';
import { KeptKinds, kindOf } from './data-kinds.js';
import { idOf, showFaults } from './field.js';
import { kindFields } from './kind-fields.js';
import { lengthFields, regularizationFields } from './length-fields.js';
import { modelFields } from './model-fields.js';
import { TestRows } from './test-rows.js';

/** @import { Store } from '../state/store.js' */

const BY_THE_DATA = { name: 'automatic', text: 'mse; crossEntropy if the target is a class', absent: true };

export class SpecificationForm {
  element = h('form', { class: 'form', onsubmit: (event) => event.preventDefault() });
  /** @type {(specification: Api.Specification) => unknown} */
  #edited;
  #store;
  /** @type {Api.Specification | null} */
  #own = null;
  /** What each kind of data and of model had when it was left. */
  kinds = new KeptKinds();
  /** The parts of the form that stay while it is drawn again. */
  own = new OwnData(this);
  generated = new GeneratedPoints();
  #testRows;
  /** @type {Set<string>} the folds that are open */
  #open = new Set();

  /**
   * @param {Store} store
   * @param {(specification: Api.Specification) => unknown} edited
   */
  constructor(store, edited) {
    this.#store = store;
    this.#edited = edited;
    this.#testRows = new TestRows(() => this.#mark());
    store.subscribe((state, changed) => {
      const drawn = changed.has('catalog') || (changed.has('specification') && state.specification !== this.#own);
      if (drawn) {
        this.#show();
      }
      if (changed.has('specification') && typeof state.specification?.data?.generator === 'string') {
        this.generated.show(state.specification);
      }
      if (changed.has('run') || changed.has('specification')) {
        this.#testRows.follow(state);
      }
      if (drawn || changed.has('faults') || changed.has('specification')) {
        showFaults(this.element, state.faults);
        this.#mark();
      }
    });
  }

  /** Marks the cells of own data that are at fault, and its test rows. */
  #mark() {
    this.own.mark(this.#store.state.faults, this.#testRows.rows);
  }

  /**
   * Focuses the field of a place once it is drawn.
   *
   * @param {string} pointer
   */
  focus(pointer) {
    this.#focused = idOf(pointer);
  }
  #focused = '';

  /**
   * Fields that few readers need, folded; they stay open once they are opened.
   *
   * @param {string} name
   * @param {string} label
   * @param {Page.Child[]} fields
   * @param {boolean} [open]
   */
  folded(name, label, fields, open = false) {
    const details = h(
      'details',
      {
        class: 'fold',
        open: open || this.#open.has(name),
        ontoggle: () => (details.open ? this.#open.add(name) : this.#open.delete(name)),
      },
      h('summary', { id: `fold${name.replaceAll('/', '-')}` }, label),
      fields,
    );
    return details;
  }

  /** @returns {Api.Specification} there is one wherever there are fields */
  get specification() {
    return this.#own ?? /** @type {Api.Specification} */ (this.#store.state.specification);
  }

  /** @returns {Api.Catalog} there is one wherever there are fields */
  get catalog() {
    return /** @type {Api.Catalog} */ (this.#store.state.catalog);
  }

  /**
   * Changes one place; undefined means its default. If other fields depend on it, all fields are rebuilt.
   *
   * @param {string} pointer
   * @param {unknown} value
   * @param {boolean} [anew]
   */
  change(pointer, value, anew = false) {
    const known = at(this.specification, pointer);
    const next =
      value === undefined ? without(this.specification, pointer) : withValue(this.specification, pointer, value);
    if (value === undefined && known === undefined) {
      return;
    }
    if (anew) {
      this.replace(next);
    } else {
      this.#own = next;
      this.#edited(next);
    }
  }

  /** @param {Api.Specification} specification */
  replace(specification) {
    this.#own = null;
    this.#edited(specification);
  }

  #show() {
    this.#own = null;
    const { specification, catalog } = this.#store.state;
    if (!catalog || !specification) {
      return;
    }
    const focused = document.activeElement;
    const had = this.element.contains(focused);
    const within = had ? (focused?.id ?? '') : '';
    const typedIn = had && focused?.matches('input[type=text], input:not([type])') ? focused : null;
    const { selectionStart = null, selectionEnd = null } = /** @type {HTMLInputElement} */ (typedIn ?? {});
    const wanted = this.#focused || within;
    this.#focused = '';
    if (kindOf(specification.data ?? {}) === 'columns') {
      this.own.show();
    }
    this.element.replaceChildren(...this.#groups(catalog));
    const kept = had && this.element.contains(focused) ? focused : null;
    const again = document.getElementById(wanted) ?? /** @type {HTMLElement | SVGElement | null} */ (kept);
    again?.focus({ preventScroll: true });
    if (typedIn && again === typedIn) {
      /** @type {HTMLInputElement} */ (typedIn).setSelectionRange(selectionStart, selectionEnd);
    }
  }

  /**
   * All fields, in groups; a sentence where the specification is so far from one that there is no field for it.
   *
   * @param {Api.Catalog} catalog
   * @returns {HTMLElement[]}
   */
  #groups(catalog) {
    /** @type {(title: string, ...fields: Page.Child[]) => HTMLElement} */
    const group = (title, ...fields) => h('fieldset', {}, h('legend', {}, title), fields);
    try {
      return [
        group('Data', dataFields(this)),
        group('Model', modelFields(this)),
        group(
          'Loss',
          kindFields(this, '/loss', 'Loss', [BY_THE_DATA, ...catalog.kinds.loss], {
            fallback: BY_THE_DATA.name,
            word: true,
          }),
          regularizationFields(this),
        ),
        group('Optimizer', kindFields(this, '/optimizer', 'Rule', catalog.kinds.optimizer, { fallback: 'sgd' })),
        group('Steps', lengthFields(this)),
      ];
    } catch {
      return [
        h(
          'p',
          { class: 'empty' },
          'The form has no fields for this. The JSON tab shows it; press Train to see its errors.',
        ),
      ];
    }
  }
}
