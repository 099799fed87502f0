// The specification as a form, made from the catalogue.
// Usage: const form = new SpecificationForm(store, (specification) => …); panel.append(form.element)
import { h } from '../page/element.js';
import { at, without, withValue } from '../state/pointer.js';
import { dataFields } from './data-fields.js';
import { showFaults, valueField } from './field.js';
import { kindFields } from './kind-fields.js';
import { modelFields } from './model-fields.js';

/** @import { Store } from '../state/store.js' */

const BY_THE_DATA = { name: 'automatic', text: 'mse; crossEntropy if the target is a class', absent: true };

export class SpecificationForm {
  element = h('form', { class: 'form', onsubmit: (event) => event.preventDefault() });
  /** @type {(specification: Api.Specification) => unknown} */
  #edited;
  #store;
  /** @type {Api.Specification | null} */
  #own = null;

  /**
   * @param {Store} store
   * @param {(specification: Api.Specification) => unknown} edited
   */
  constructor(store, edited) {
    this.#store = store;
    this.#edited = edited;
    store.subscribe((state, changed) => {
      if (changed.has('catalog') || (changed.has('specification') && state.specification !== this.#own)) {
        this.#show();
      }
      if (changed.has('faults') || changed.has('specification')) {
        showFaults(this.element, state.faults);
      }
    });
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
    const focused = document.activeElement?.id;
    this.element.replaceChildren(...this.#groups(specification, catalog));
    document.getElementById(focused ?? '')?.focus();
  }

  /**
   * All fields, in groups; a sentence where the specification is so far from one that there is no field for it.
   *
   * @param {Api.Specification} specification
   * @param {Api.Catalog} catalog
   * @returns {HTMLElement[]}
   */
  #groups(specification, catalog) {
    /** @type {(title: string, ...fields: Page.Child[]) => HTMLElement} */
    const group = (title, ...fields) => h('fieldset', {}, h('legend', {}, title), fields);
    try {
      return [
        group('Optimizer', kindFields(this, '/optimizer', 'Rule', catalog.kinds.optimizer, { fallback: 'sgd' })),
        group('Model', modelFields(this)),
        group('Data', dataFields(this)),
        group(
          'Loss',
          kindFields(this, '/loss', 'Loss', [BY_THE_DATA, ...catalog.kinds.loss], {
            fallback: BY_THE_DATA.name,
            word: true,
          }),
        ),
        group(
          'Steps',
          'epochs' in specification
            ? valueField(this, '/epochs', 'Epochs', {})
            : valueField(this, '/steps', 'Steps', { fallback: 100 }),
          valueField(this, '/batchSize', 'Batch size', { hint: 'rows per step; empty for all' }),
          valueField(this, '/seed', 'Seed', { fallback: 0 }),
          kindFields(this, '/schedule', 'Schedule', catalog.kinds.schedule, { fallback: 'constant' }),
        ),
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
