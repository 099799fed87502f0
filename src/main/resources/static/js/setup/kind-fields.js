// A choice from the catalogue with the options of what is chosen, whatever they are.
// Usage: kindFields(form, '/optimizer', 'Optimizer', catalog.kinds.optimizer, {fallback: 'sgd'})
import { at } from '../state/pointer.js';
import { checkField, choiceField, valueField } from './field.js';

/**
 * @import { SpecificationForm } from './form.js'
 *
 * A kind to choose; one that is absent stands for no choice.
 *
 * @typedef {Pick<Api.Kind, 'name' | 'text' | 'options'> & {absent?: boolean}} ChoosableKind
 */

/**
 * What a field begins with that has no default.
 *
 * @type {Record<string, number>}
 */
const FIRST = { stepSize: 30, gamma: 0.99 };

/** Options that are folded away. */
const RARE = new Set([
  'dampening',
  'nesterov',
  'maximize',
  'amsgrad',
  'eps',
  'centered',
  'lrDecay',
  'initialAccumulatorValue',
  'reduction',
]);

/**
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {string} label
 * @param {ChoosableKind[]} kinds
 * @param {{fallback?: string, word?: boolean}} [options] with `word`, a kind is written as its name if it has no
 * options
 * @returns {Page.Child[]}
 */
export function kindFields(form, pointer, label, kinds, { fallback, word = false } = {}) {
  const value = at(form.specification, pointer);
  const name = typeof value === 'string' ? value : (value?.type ?? (value?.expression ? '(an expression)' : fallback));
  const kind = kinds.find((one) => one.name === name);
  /** @param {string} next */
  const choose = (next) => {
    const { absent, options } = kinds.find((one) => one.name === next) ?? {};
    form.change(pointer, absent ? undefined : word && !options ? next : keep(next, value, options ?? []), true);
  };
  const options = word && typeof value !== 'object' ? [] : (kind?.options ?? []);
  /** @param {Api.Option} option */
  const one = (option) => optionField(form, `${pointer}/${option.name}`, option);
  const rare = options.filter((option) => RARE.has(option.name));
  return [
    choiceField(form, pointer, label, kinds, { chosen: name, change: choose, hint: kind?.text }),
    ...options.filter((option) => !RARE.has(option.name)).map(one),
    ...more(form, pointer, rare, one),
  ];
}

/**
 * Options that few readers need, folded; one that is set is open.
 *
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {Api.Option[]} options
 * @param {(option: Api.Option) => HTMLElement} one
 */
function more(form, pointer, options, one) {
  if (options.length === 0) {
    return [];
  }
  const set = options.some(({ name }) => at(form.specification, `${pointer}/${name}`) !== undefined);
  return [form.folded(`more-${pointer}`, 'More options', options.map(one), set)];
}

/**
 * The other kind, with those settings that it has too.
 *
 * @param {string} next
 * @param {unknown} value
 * @param {Api.Option[]} options
 */
function keep(next, value, options) {
  const known = options.map((option) => option.name);
  const kept = Object.entries(typeof value === 'object' && value ? value : {}).filter(([key]) => known.includes(key));
  const needed = options.filter(({ required }) => required).map(({ name }) => [name, FIRST[name] ?? 1]);
  return { type: next, ...Object.fromEntries([...needed, ...kept]) };
}

/** @param {Api.Option} option */
function word({ default: fallback }) {
  return typeof fallback === 'string' ? fallback : undefined;
}

/**
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {Api.Option} option
 */
export function optionField(form, pointer, option) {
  const { kinds } = form.catalog;
  const label = option.name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const hint = [option.text, option.bounds].filter(Boolean).join('; ');
  if (option.type === 'boolean') {
    return checkField(form, pointer, label, { fallback: option.default === true, hint });
  }
  if (option.type === 'activation') {
    return choiceField(form, pointer, label, kinds.activation, { fallback: word(option) ?? 'identity', hint });
  }
  if (option.type === 'initializer') {
    return choiceField(form, pointer, label, kinds.init, { fallback: word(option), hint });
  }
  return valueField(form, pointer, label, { fallback: option.default, hint });
}
