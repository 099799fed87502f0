// The model: a formula with its parameters, or layers that can be added and taken away.
// Usage: form.append(...modelFields(form))
import { h } from '../page/element.js';
import { at, join, without, withValue } from '../state/pointer.js';
import { choiceField, stepperField, textField, valueField } from './field.js';
import { optionField } from './kind-fields.js';
import { inFormula, namesIn, nearestName, renamed } from './names.js';
import { knownColumns, unknownNames } from './suited-model.js';

/** @import { SpecificationForm } from './form.js' */

/** @type {Record<string, Api.Model>} */
const EMPTY = {
  expression: { expression: 'w * x + b', parameters: { w: 0, b: 0 } },
  layers: {
    layers: [
      { type: 'linear', units: 8, activation: 'tanh' },
      { type: 'linear', units: 1 },
    ],
  },
};

const KINDS = [
  { name: 'expression', label: 'formula' },
  { name: 'layers', label: 'layers' },
];

/**
 * @param {SpecificationForm} form
 * @returns {Page.Child[]}
 */
export function modelFields(form) {
  const model = form.specification.model ?? {};
  const chosen = model.layers ? 'layers' : 'expression';
  const choice = choiceField(form, '/model', 'Model', KINDS, {
    chosen,
    change: (next) => form.replace(form.kinds.changeModel(form.specification, next, EMPTY[next])),
  });
  return [choice, ...(model.layers ? layers(form, model.layers) : formula(form, model))];
}

/**
 * @param {SpecificationForm} form
 * @param {Api.Model} model
 * @returns {Page.Child[]}
 */
function formula(form, model) {
  const parameters = Object.keys(model.parameters ?? {}).map((name) =>
    valueField(form, join('/model/parameters', name), `initial ${name}`, { inputmode: 'text' }),
  );
  /** @param {string} expression */
  const change = (expression) =>
    form.replace(withValue(form.specification, '/model', withoutUnused({ ...model, expression })));
  return [
    textField(form, '/model/expression', 'Formula', {
      hint: 'Python’s notation; a name is a data column or a parameter',
      change,
    }),
    ...unknownNames(form.specification, form.catalog).map((name) => question(form, name)),
    ...parameters,
  ];
}

/**
 * A parameter that the formula names no more is left out.
 *
 * @param {Api.Model} model
 * @returns {Api.Model}
 */
function withoutUnused(model) {
  const named = namesIn(model.expression ?? '');
  const kept = Object.entries(model.parameters ?? {}).filter(([name]) => named.includes(name));
  return { ...model, parameters: Object.fromEntries(kept) };
}

/**
 * Asks what a name in the formula is that is neither a column nor a parameter: a slip, or a new parameter.
 *
 * @param {SpecificationForm} form
 * @param {string} name
 */
function question(form, name) {
  const { model } = form.specification;
  const parameters = model.parameters ?? {};
  const known = [...(knownColumns(form.specification, form.catalog) ?? []), ...Object.keys(parameters)];
  const near = nearestName(name, known);
  /** @param {Api.Model} next */
  const put = (next) => form.replace({ ...form.specification, model: next });
  const plain = inFormula(name) === name;
  return h(
    'div',
    { class: 'question', role: 'group', 'aria-label': `The name ${name}` },
    h('p', {}, `“${name}” is neither a column nor a parameter.${near ? ` Did you mean ${near}?` : ''}`),
    near &&
      h(
        'button',
        {
          type: 'button',
          class: 'chip',
          onclick: () => {
            put({ ...model, expression: renamed(model.expression ?? '', name, near) });
            form.focus('/model/expression');
          },
        },
        `Use ${near}`,
      ),
    plain &&
      h(
        'button',
        {
          type: 'button',
          class: 'chip',
          onclick: () => {
            // A computed name, so that `__proto__` too is a property of its own.
            put({ ...model, parameters: { ...parameters, [name]: 0 } });
            form.focus(join('/model/parameters', name));
          },
        },
        `Make ${name} a parameter`,
      ),
  );
}

/** @type {Api.Layer} */
const HIDDEN = { type: 'linear', units: 4, activation: 'tanh' };

/**
 * @param {SpecificationForm} form
 * @param {Api.Layer[]} all
 * @returns {Page.Child[]}
 */
function layers(form, all) {
  const hidden = all.slice(0, -1);
  const place = hidden.findLastIndex(({ type }) => type === 'linear');
  /** @param {Api.Layer[]} next */
  const put = (next) => form.replace(withValue(form.specification, '/model/layers', next));
  /** Like the hidden layer before it, as it may have an activation of the reader's. */
  const another = place < 0 ? HIDDEN : { ...without(without(hidden[place], '/weight'), '/bias') };
  return [
    h(
      'div',
      { class: 'field' },
      h('span', { class: 'label', id: 'layers-label' }, 'Hidden layers'),
      h(
        'div',
        { class: 'stepper', role: 'group', 'aria-labelledby': 'layers-label' },
        h(
          'button',
          {
            type: 'button',
            id: 'fewer-layers',
            class: 'step',
            'aria-label': 'Fewer layers',
            'aria-disabled': String(place < 0),
            onclick: () => place >= 0 && put(all.filter((_, i) => i !== place)),
          },
          '−',
        ),
        h('output', {}, String(hidden.filter(({ type }) => type === 'linear').length)),
        h(
          'button',
          {
            type: 'button',
            id: 'more-layers',
            class: 'step',
            'aria-label': 'More layers',
            onclick: () => put([...hidden, another, ...all.slice(-1)]),
          },
          '+',
        ),
      ),
    ),
    h(
      'ol',
      { class: 'layers' },
      all.map((layer, i) => one(form, layer, i, all.length)),
    ),
  ];
}

/**
 * @param {SpecificationForm} form
 * @param {Api.Layer} layer
 * @param {number} i
 * @param {number} count
 */
function one(form, layer, i, count) {
  const pointer = `/model/layers/${i}`;
  const kinds = form.catalog.kinds.layer;
  const options = (kinds.find((kind) => kind.name === layer.type)?.options ?? []).filter(
    ({ name, required }) => required || name === 'activation' || at(layer, `/${name}`) !== undefined,
  );
  /** @param {string} type */
  const change = (type) =>
    form.change(
      pointer,
      type === 'linear'
        ? { type, units: 8 }
        : type === 'embedding'
          ? { type, embeddingDim: 4 }
          : type === 'activation'
            ? { type, activation: 'tanh' }
            : { type },
      true,
    );
  return h(
    'li',
    {},
    choiceField(form, pointer, i === count - 1 ? 'Output layer' : `Layer ${i + 1}`, kinds, {
      chosen: layer.type,
      change,
    }),
    options.map((option) =>
      option.name === 'units'
        ? stepperField(form, `${pointer}/units`, 'units', { hint: option.text, noun: `units in layer ${i + 1}` })
        : optionField(form, `${pointer}/${option.name}`, option),
    ),
    count > 1 &&
      h(
        'button',
        {
          type: 'button',
          class: 'quiet remove',
          'aria-label': `Remove layer ${i + 1}`,
          onclick: () => form.replace(without(form.specification, pointer)),
        },
        '×',
      ),
  );
}
