// The data: drawn by a generator, a bundled set, a text, or columns that stand in the specification.
// Usage: form.append(...dataFields(form))
import { join } from '../state/pointer.js';
import { DATA, withData } from './data-kinds.js';
import { checkField, choiceField, textField, valueField } from './field.js';

/**
 * @import { DataKind } from './data-kinds.js'
 * @import { SpecificationForm } from './form.js'
 */

const SETTINGS = ['target', 'testFraction', 'standardize'];

/**
 * @param {SpecificationForm} form
 * @returns {Page.Child[]}
 */
export function dataFields(form) {
  const data = form.specification.data ?? {};
  const chosen = ['generator', 'dataset', 'text', 'csv', 'datasetId'].find((kind) => kind in data) ?? 'columns';
  const choice = choiceField(form, '/data', 'Data', Object.keys(DATA), {
    chosen,
    change: (next) => form.replace(withData(form.specification, /** @type {DataKind} */ (next))),
  });
  const held =
    chosen === 'text'
      ? []
      : [
          valueField(form, '/data/testFraction', 'Test rows', {
            fallback: 0,
            hint: 'the share of the rows that is kept for testing',
          }),
          checkField(form, '/data/standardize', 'standardize', {
            hint: 'scales every input to mean 0 and standard deviation 1',
          }),
        ];
  return [choice, ...source(form, data, chosen), ...held];
}

/**
 * @param {SpecificationForm} form
 * @param {Record<string, unknown>} data
 * @param {string} chosen
 * @returns {Page.Child[]}
 */
function source(form, data, chosen) {
  switch (chosen) {
    case 'generator': {
      const text = form.catalog.generators.find(({ name }) => name === data.generator)?.text;
      return [
        choiceField(form, '/data/generator', 'Shape', form.catalog.generators, { hint: text }),
        valueField(form, '/data/n', 'Points', { fallback: 100 }),
        valueField(form, '/data/noise', 'Noise', { fallback: 0 }),
      ];
    }
    case 'dataset':
      return [choiceField(form, '/data/dataset', 'Set', form.catalog.datasets)];
    case 'text':
      return [
        textField(form, '/data/text', 'Text', { rows: 5 }),
        valueField(form, '/data/context', 'Characters seen', {}),
      ];
    case 'columns':
      return Object.keys(data)
        .filter((name) => !SETTINGS.includes(name))
        .map((name) => valueField(form, join('/data', name), `Column ${name}`, { inputmode: 'text' }));
    default:
      return [];
  }
}
