// How long a run is and what a step sees; and the penalty on large weights.
// Usage: form.append(...regularizationFields(form), ...lengthFields(form))
import { at, without } from '../state/pointer.js';
import { choiceField, valueField } from './field.js';
import { kindFields } from './kind-fields.js';

/** @import { SpecificationForm } from './form.js' */

const LENGTHS = [
  { name: 'steps', label: 'steps' },
  { name: 'epochs', label: 'epochs' },
];
const EPOCHS = 20;
const STEPS = 100;

/**
 * @param {SpecificationForm} form
 * @returns {Page.Child[]}
 */
export function lengthFields(form) {
  const inEpochs = 'epochs' in form.specification;
  /** @param {string} next */
  const change = (next) => {
    const { epochs, steps, ...rest } = form.specification;
    form.replace(next === 'epochs' ? { ...rest, epochs: EPOCHS } : { ...rest, steps: STEPS });
  };
  return [
    choiceField(form, '/length', 'Count in', LENGTHS, {
      chosen: inEpochs ? 'epochs' : 'steps',
      change,
      hint: 'an epoch is a pass over all training rows',
    }),
    inEpochs ? valueField(form, '/epochs', 'Epochs', {}) : valueField(form, '/steps', 'Steps', { fallback: STEPS }),
    valueField(form, '/batchSize', 'Batch size', { hint: 'rows per step; empty for all' }),
    valueField(form, '/seed', 'Seed', { fallback: 0 }),
    kindFields(form, '/schedule', 'Schedule', form.catalog.kinds.schedule, { fallback: 'constant' }),
  ];
}

/**
 * @param {SpecificationForm} form
 * @returns {Page.Child[]}
 */
export function regularizationFields(form) {
  /** @type {(name: string, label: string, hint: string) => HTMLElement} */
  const penalty = (name, label, hint) =>
    valueField(form, `/regularization/${name}`, label, { fallback: 0, hint, emptied });
  const set = at(form.specification, '/regularization') !== undefined;
  return [
    form.folded(
      'regularization',
      'Regularization',
      [
        penalty('l1', 'L1', 'times the sum of all absolute weights, added to the loss'),
        penalty('l2', 'L2', 'times the sum of all squared weights, added to the loss'),
      ],
      set,
    ),
  ];
}

/**
 * The specification without a penalty, and without any regularization if that was the last.
 *
 * @param {Api.Specification} specification
 * @param {string} pointer
 */
function emptied(specification, pointer) {
  const next = without(specification, pointer);
  return Object.keys(at(next, '/regularization') ?? {}).length === 0 ? without(next, '/regularization') : next;
}
