// The features that layers see: the inputs, their squares, products and sines, each to switch on or off.
// Usage: form.append(...featureFields(form)); chips(['x1', 'x2']) → [{formula: 'x1', label: 'x1', value}, …]
import { h } from '../../page/element.js';
import { color } from '../../page/theme.js';
import { without, withValue } from '../../state/pointer.js';
import { inFormula } from '../names.js';
import { flattened, tableOf } from './own-table.js';
import { numberIn } from './table-text.js';

/** @import { SpecificationForm } from '../form.js' */

/**
 * @typedef {object} Chip
 * @property {string} formula as the specification has it
 * @property {string} label
 * @property {((x: number[]) => number) | null} value for its picture; null where there is none
 */

/** More inputs than these have no chips of their own. */
const MOST = 4;
const SIDE = 20;

/**
 * @param {string[]} inputs
 * @returns {Chip[]}
 */
export function chips(inputs) {
  const names = inputs.map(inFormula);
  /** @type {(f: (x: number) => number, i: number) => Chip['value']} */
  const of = (f, i) => (inputs.length === 2 ? (x) => f(x[i]) : null);
  return [
    ...names.map((formula, i) => ({ formula, label: inputs[i], value: of((x) => x, i) })),
    ...names.map((name, i) => ({ formula: `${name} ** 2`, label: `${inputs[i]}²`, value: of((x) => x * x, i) })),
    ...names.flatMap((name, i) =>
      names.slice(i + 1).map((other, j) => ({
        formula: `${name} * ${other}`,
        label: `${inputs[i]}·${inputs[i + 1 + j]}`,
        value: inputs.length === 2 ? (/** @type {number[]} */ x) => x[0] * x[1] : null,
      })),
    ),
    ...names.map((name, i) => ({ formula: `sin(${name})`, label: `sin ${inputs[i]}`, value: of(Math.sin, i) })),
  ];
}

/**
 * The inputs that features can be made of; none where they are not known, or too many.
 *
 * @param {SpecificationForm} form
 * @returns {string[]}
 */
function inputsOf({ specification, catalog }) {
  const { data } = specification;
  if (typeof data.generator === 'string') {
    const inputs = catalog.generators.find(({ name }) => name === data.generator)?.inputs ?? [];
    return inputs.length <= MOST ? inputs : [];
  }
  if (['dataset', 'text', 'datasetId'].some((kind) => typeof data[kind] === 'string')) {
    return [];
  }
  const { names, rows, target } = tableOf(flattened(data));
  const inputs = names.filter((name) => name !== target);
  const numbers = names.every((name, i) => name === target || rows.every((row) => numberIn(row[i]) !== undefined));
  return numbers && inputs.length <= MOST ? inputs : [];
}

/**
 * @param {SpecificationForm} form
 * @returns {Page.Child[]}
 */
export function featureFields(form) {
  const { model, data } = form.specification;
  const inputs = model.layers ? inputsOf(form) : [];
  const given =
    Array.isArray(data.features) && data.features.every((one) => typeof one === 'string') ? data.features : null;
  if (inputs.length === 0 && !given) {
    return [];
  }
  const own = inputs.map(inFormula);
  /** @type {string[]} */
  const chosen = given ?? own;
  const known = chips(inputs);
  const others = chosen.filter((one) => !known.some(({ formula }) => formula === one));
  const all = [...known, ...others.map((formula) => ({ formula, label: formula, value: null }))];
  /** @param {string[]} next */
  const put = (next) => {
    const plain = next.length === own.length && next.every((one) => own.includes(one));
    form.replace(
      plain
        ? without(form.specification, '/data/features')
        : withValue({ ...form.specification, data: flattened(data) }, '/data/features', next),
    );
  };
  /** @param {string} formula */
  const toggle = (formula) => {
    const next = chosen.includes(formula)
      ? chosen.filter((one) => one !== formula)
      : all.map((chip) => chip.formula).filter((one) => one === formula || chosen.includes(one));
    if (next.length > 0) {
      put(next);
    }
  };
  const another = h('input', {
    id: 'another-feature',
    class: 'another',
    'aria-label': 'Another feature',
    placeholder: 'another, as abs(x1)',
    spellcheck: 'false',
    autocapitalize: 'off',
    onchange: () => {
      const formula = another.value.trim();
      if (formula !== '' && !chosen.includes(formula)) {
        put([...chosen, formula]);
      }
    },
  });
  return [
    h(
      'div',
      { class: 'features', role: 'group', 'aria-label': 'Features' },
      h('span', { class: 'name', title: 'what the first layer sees' }, 'Features'),
      all.map(({ formula, label, value }) =>
        h(
          'button',
          {
            type: 'button',
            id: `feature-${formula}`,
            class: 'chip',
            'aria-pressed': String(chosen.includes(formula)),
            onclick: () => toggle(formula),
          },
          value && heatmap(value),
          label,
        ),
      ),
      another,
    ),
  ];
}

/**
 * What a feature is over two inputs from -3 to 3, from one colour to the other.
 *
 * @param {(x: number[]) => number} value
 */
function heatmap(value) {
  const canvas = h('canvas', { width: SIDE, height: SIDE, class: 'heatmap', 'aria-hidden': 'true' });
  const context = canvas.getContext?.('2d');
  if (!context) {
    return canvas;
  }
  const [low, high] = [color('class-0'), color('class-1')].map((one) =>
    (one.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number),
  );
  const values = Array.from({ length: SIDE * SIDE }, (_, i) =>
    value([((i % SIDE) / (SIDE - 1)) * 6 - 3, 3 - (Math.floor(i / SIDE) / (SIDE - 1)) * 6]),
  );
  const most = Math.max(...values.map(Math.abs));
  const image = context.createImageData(SIDE, SIDE);
  values.forEach((one, i) => {
    const shade = one < 0 ? low : high;
    shade.forEach((channel, c) => {
      image.data[4 * i + c] = channel;
    });
    image.data[4 * i + 3] = 255 * Math.abs(one / most);
  });
  context.putImageData(image, 0, 0);
  return canvas;
}
