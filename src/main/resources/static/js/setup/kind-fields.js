// A choice from the catalogue with the options of what is chosen, whatever they are.
// Usage: kindFields(form, '/optimizer', 'Optimizer', catalog.kinds.optimizer, {fallback: 'sgd'})
import { at } from '../state/pointer.js';
import { checkField, choiceField, valueField } from './field.js';

/** What a field begins with that has no default. */
const FIRST = { stepSize: 30, gamma: 0.99 };

export function kindFields(form, pointer, label, kinds, { fallback, word = false, skip = [] } = {}) {
  const value = at(form.specification, pointer);
  const name = typeof value === 'string' ? value : (value?.type ?? (value?.expression ? '(an expression)' : fallback));
  const kind = kinds.find((one) => one.name === name);
  const choose = (next) => {
    const { absent, options } = kinds.find((one) => one.name === next);
    form.change(pointer, absent ? undefined : word && !options ? next : keep(next, value, kinds), true);
  };
  const options = (kind?.options ?? []).filter((option) => !skip.includes(option.name));
  const place =
    word && typeof value !== 'object'
      ? []
      : options.map((option) => optionField(form, `${pointer}/${option.name}`, option, form.catalog));
  return [choiceField(form, pointer, label, kinds, { chosen: name, change: choose, hint: kind?.text }), ...place];
}

/** The other kind, with those settings that it has too. */
function keep(next, value, kinds) {
  const known = (kinds.find((kind) => kind.name === next).options ?? []).map((option) => option.name);
  const kept = Object.entries(typeof value === 'object' && value ? value : {}).filter(([key]) => known.includes(key));
  const needed = (kinds.find((kind) => kind.name === next).options ?? [])
    .filter(({ required }) => required)
    .map(({ name }) => [name, FIRST[name] ?? 1]);
  return { type: next, ...Object.fromEntries([...needed, ...kept]) };
}

export function optionField(form, pointer, option, catalog) {
  const label = option.name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const hint = [option.text, option.bounds].filter(Boolean).join('; ');
  if (option.type === 'boolean') {
    return checkField(form, pointer, label, { fallback: option.default, hint });
  }
  if (option.type === 'activation') {
    return choiceField(form, pointer, label, catalog.kinds.activation, {
      fallback: option.default ?? 'identity',
      hint,
    });
  }
  if (option.type === 'initializer') {
    return choiceField(form, pointer, label, catalog.kinds.init, { fallback: option.default, hint });
  }
  return valueField(form, pointer, label, { fallback: option.default, hint });
}
