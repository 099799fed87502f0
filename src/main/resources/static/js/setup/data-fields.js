// The data: generated points, a bundled set, a text, or a table of one's own; the share of test rows; the features.
// Usage: form.append(...dataFields(form))
import { h } from '../page/element.js';
import { featureFields } from './data/features.js';
import { gallery } from './data/gallery.js';
import { generatedFields } from './data/generated.js';
import { isTable } from './data/own-table.js';
import { KINDS, kindOf, withClasses } from './data-kinds.js';
import { checkField, choiceField, percentField, textField, valueField } from './field.js';

/**
 * @import { DataKind } from './data-kinds.js'
 * @import { SpecificationForm } from './form.js'
 */

/**
 * @param {SpecificationForm} form
 * @returns {Page.Child[]}
 */
export function dataFields(form) {
  const data = form.specification.data ?? {};
  const chosen = kindOf(data);
  const kinds = Object.entries(KINDS).map(([name, label]) => ({ name, label }));
  const choice = choiceField(form, '/data', 'Data', kinds, {
    chosen,
    change: (next) => form.replace(form.kinds.change(form.specification, /** @type {DataKind} */ (next))),
  });
  const held =
    chosen === 'text'
      ? []
      : [
          percentField(form, '/data/testFraction', 'Test share', {
            hint: 'the share of the rows that is kept for testing',
          }),
          checkField(form, '/data/standardize', 'standardize', {
            hint: 'scales every input to mean 0 and standard deviation 1',
          }),
        ];
  return [choice, ...source(form, data, chosen), ...featureFields(form), ...held];
}

/**
 * @param {SpecificationForm} form
 * @param {Record<string, unknown>} data
 * @param {string} chosen
 * @returns {Page.Child[]}
 */
function source(form, data, chosen) {
  switch (chosen) {
    case 'generator':
      return [gallery(form), form.generated.element, ...generatedFields(form)];
    case 'dataset':
      return [gallery(form)];
    case 'text':
      return [
        textField(form, '/data/text', 'Text', { rows: 5 }),
        valueField(form, '/data/context', 'Characters seen', {}),
      ];
    default:
      return isTable(data) ? [starts(form), form.own.element] : [];
  }
}

/** @param {SpecificationForm} form */
function starts(form) {
  return h(
    'div',
    { class: 'row-of-buttons' },
    h(
      'button',
      {
        type: 'button',
        id: 'draw-classes',
        class: 'chip',
        title: 'two inputs, and classes by colour',
        onclick: () => form.replace(withClasses(form.specification)),
      },
      'Draw two classes',
    ),
  );
}
