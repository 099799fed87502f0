// How long a run is, what a step sees, when the run stops and what it records; and the penalty on large weights.
// Usage: form.append(...regularizationFields(form), ...lengthFields(form))
import { at, without } from '../state/pointer.js';
import { checkField, choiceField, valueField } from './field.js';
import { kindFields } from './kind-fields.js';

/** @import { SpecificationForm } from './form.js' */

const LENGTHS = [
  { name: 'steps', label: 'steps' },
  { name: 'epochs', label: 'epochs' },
];
/** What early stopping can look at, in the words of the specification. */
const MONITORS = [
  { name: 'loss', text: 'the loss that each step computes on its batch' },
  { name: 'testLoss', text: 'the loss over the test rows' },
  { name: 'testAccuracy', text: 'the accuracy on the test rows' },
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
    checkField(form, '/record/metrics', 'Record metrics', {
      hint: 'evaluates accuracy or R² at some of the recorded steps; takes a tenth of the run at most',
    }),
    stoppingFields(form),
  ];
}

/** @param {SpecificationForm} form */
function stoppingFields(form) {
  /** @type {(name: string, label: string, hint: string, fallback?: number) => HTMLElement} */
  const number = (name, label, hint, fallback) => valueField(form, `/stop/${name}`, label, { hint, fallback, emptied });
  const set = Object.keys(at(form.specification, '/stop') ?? {}).length > 0;
  return form.folded(
    'stop',
    'Early stopping',
    [
      choiceField(form, '/stop/monitor', 'Monitor', MONITORS, {
        fallback: 'loss',
        hint: 'what the run waits to get better; test losses and accuracies need test rows',
      }),
      number('patience', 'Patience', 'steps without a better value that end the run'),
      number('minDelta', 'Min delta', 'a value is better if it is so by more than this', 0),
      checkField(form, '/stop/restoreBest', 'Restore best', {
        hint: 'the final parameters are those of the best value',
      }),
      number('lossBelow', 'Loss below', 'a loss below this ends the run'),
    ],
    set,
  );
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
 * The specification without a field, and without the object around it if that was its last.
 *
 * @param {Api.Specification} specification
 * @param {string} pointer
 */
function emptied(specification, pointer) {
  const next = without(specification, pointer);
  const around = pointer.slice(0, pointer.lastIndexOf('/'));
  return Object.keys(at(next, around) ?? {}).length === 0 ? without(next, around) : next;
}
