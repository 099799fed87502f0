// The model: a formula with its parameters, or layers that can be added and taken away.
// Usage: form.append(...modelFields(form))
import { h } from '../page/element.js';
import { at, join, without, withValue } from '../state/pointer.js';
import { choiceField, textField, valueField } from './field.js';
import { optionField } from './kind-fields.js';

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

/**
 * @param {SpecificationForm} form
 * @returns {Page.Child[]}
 */
export function modelFields(form) {
  const model = form.specification.model ?? {};
  const chosen = model.layers ? 'layers' : 'expression';
  const choice = choiceField(form, '/model', 'Model', Object.keys(EMPTY), {
    chosen,
    change: (next) => form.change('/model', EMPTY[next], true),
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
    form.replace(withValue(form.specification, '/model', withNewParameters({ ...model, expression }, form)));
  return [
    textField(form, '/model/expression', 'Formula', {
      hint: 'Python’s notation; a name is a data column or a parameter',
      change,
    }),
    ...parameters,
  ];
}

/**
 * A name that is neither a function nor a column is a parameter to begin at 0; one that the formula has no more is left
 * out.
 *
 * @param {Api.Model} model
 * @param {SpecificationForm} form
 * @returns {Api.Model}
 */
function withNewParameters(model, form) {
  const data = form.specification.data ?? {};
  const known = model.parameters ?? {};
  const inline = !['csv', 'datasetId'].some((kind) => kind in data) && Object.values(data).some(Array.isArray);
  const words = (model.expression ?? '')
    .replaceAll(/`[^`]*`/g, ' ')
    .match(/[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/gu);
  const names = [...new Set(words ?? [])].filter(
    (name) => !Object.hasOwn(form.catalog.functions, name) && !Object.hasOwn(data, name),
  );
  return {
    ...model,
    parameters: Object.fromEntries(
      names
        .filter((name) => inline || Object.hasOwn(known, name))
        .map((name) => [name, Object.hasOwn(known, name) ? known[name] : 0]),
    ),
  };
}

/**
 * @param {SpecificationForm} form
 * @param {Api.Layer[]} all
 * @returns {Page.Child[]}
 */
function layers(form, all) {
  return [
    h(
      'ol',
      { class: 'layers' },
      all.map((layer, i) => one(form, layer, i, all.length)),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'add',
        onclick: () =>
          form.replace(
            withValue(form.specification, '/model/layers', [
              ...all.slice(0, -1),
              { type: 'linear', units: 8, activation: 'tanh' },
              ...all.slice(-1),
            ]),
          ),
      },
      '+ hidden layer',
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
    options.map((option) => optionField(form, `${pointer}/${option.name}`, option)),
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
