// What the picture of a network consists of: a column of units for the inputs and for each dense layer, a block for
// layers of images, sequences and texts, and between two columns of units the weights.
// Usage: const columns = columnsOf(specification, inputs); place(columns, {wide: 300, high: 260})

/**
 * @import { Inputs } from '../fit/inputs.js'
 *
 * @typedef {object} Column
 * @property {'inputs' | 'units' | 'block'} kind
 * @property {string[]} names of its units
 * @property {string} label
 * @property {number} layer whose weights lead to it, -1 for the inputs
 * @property {number} shows the last layer before the next weights, whose output the units show
 * @property {number} x
 * @property {number} shown how many of its units are drawn
 * @property {number[]} ys the middle of each drawn unit
 *
 * @typedef {{wide: number, high: number}} Size
 */

/** @param {unknown} size */
const sizes = (size) => [size].flat().join('×');
/** @type {(layer: Api.Layer) => string} */
const units = ({ type, units: count }) => `${type} ${count}`;
/** @type {(layer: Api.Layer) => string} */
const convolution = ({ type, outChannels, kernelSize }) => `${type} ${outChannels} of ${sizes(kernelSize)}`;
/** @type {(layer: Api.Layer) => string} */
const pool = ({ type, kernelSize }) => `${type} ${sizes(kernelSize)}`;

/**
 * The layers after which a number is no unit of the layer before, and what a block says of them.
 *
 * @type {Record<string, (layer: Api.Layer) => string>}
 */
const BLOCKS = {
  conv1d: convolution,
  conv2d: convolution,
  maxPool2d: pool,
  avgPool2d: pool,
  globalAvgPool: ({ type }) => type,
  rnn: units,
  gru: units,
  lstm: units,
  multiheadAttention: ({ type, numHeads }) => `${type}, ${numHeads} heads`,
  positionalEmbedding: ({ type }) => type,
  residual: () => 'residual',
};

const FOOT = 40;
const TOP = 16;
const LEAST_PITCH = 25;
const FEW = 8;
const MANY = 16;
const TALL = 520;

/**
 * @param {Api.Resolved} specification
 * @param {Pick<Inputs, 'names' | 'target' | 'classes'> | null} inputs null where they are no columns of numbers
 * @returns {Column[]}
 */
export function columnsOf({ model }, inputs) {
  /** @type {(kind: Column['kind'], label: string, names: string[], layer: number) => Column} */
  const column = (kind, label, names, layer) => ({ kind, label, names, layer, shows: layer, x: 0, shown: 0, ys: [] });
  const columns = [inputs ? column('inputs', 'inputs', inputs.names, -1) : column('block', 'characters', [], -1)];
  const layers = model.layers ?? [];
  for (const [i, { type, units, activation, embeddingDim, numEmbeddings }] of layers.entries()) {
    if (type === 'linear') {
      const names = Array.from({ length: Number(units) }, (_, unit) => `unit ${unit + 1}`);
      columns.push(column('units', nameOf(activation), names, i));
    } else if (type === 'embedding') {
      columns.push(column('block', `embedding ${numEmbeddings || ''}×${embeddingDim}`, [], i));
    } else if (Object.hasOwn(BLOCKS, type)) {
      block(columns, column('block', BLOCKS[type](layers[i]), [], i));
    } else if (columns[columns.length - 1].kind === 'block') {
      columns[columns.length - 1].shows = i;
    } else {
      const last = columns[columns.length - 1];
      last.shows = i;
      const name = type === 'activation' ? nameOf(activation) : type;
      last.label = [last.label, name].filter(Boolean).join(' ');
    }
  }
  const output = columns[columns.length - 1];
  output.names =
    inputs && inputs.classes.length === output.names.length
      ? inputs.classes.map((name) => `${inputs.target} ${name}`)
      : output.names.map((name) =>
          output.names.length === 1 && inputs ? inputs.target : name.replace('unit', 'output'),
        );
  return columns;
}

/**
 * Adds a block; one that says the same as the block before is counted there.
 *
 * @param {Column[]} columns
 * @param {Column} added
 */
function block(columns, added) {
  const last = columns[columns.length - 1];
  const [, count = '1', label] = /^(?:(\d+) × )?(.*)$/s.exec(last.label) ?? [];
  if (last.kind === 'block' && label === added.label) {
    last.label = `${Number(count) + 1} × ${label}`;
    last.shows = added.shows;
  } else {
    columns.push(added);
  }
}

/** @param {unknown} activation */
function nameOf(activation) {
  const name = typeof activation === 'string' ? activation : (Object(activation).type ?? '');
  return name === 'identity' ? '' : name;
}

/**
 * Places the columns side by side, and as many units of each as there is room for.
 *
 * @param {Column[]} columns
 * @param {Size} size
 * @returns {number} the side of a unit
 */
export function place(columns, { wide, high }) {
  const room = Math.max(1, Math.floor((high - FOOT - TOP) / LEAST_PITCH));
  const most = Math.min(high > TALL ? MANY : FEW, room);
  const gap = wide / columns.length;
  const drawn = Math.max(1, ...columns.map(({ names }) => Math.min(most, names.length)));
  const pitch = Math.min((high - FOOT - TOP) / drawn, high > TALL ? 96 : 64);
  const side = Math.round(Math.max(16, Math.min(pitch - 5, 0.58 * gap, high > TALL ? 84 : 52)));
  const middle = TOP + (high - FOOT - TOP) / 2;
  for (const [i, one] of columns.entries()) {
    one.x = gap * (i + 0.5);
    one.shown = Math.min(most, one.names.length);
    one.ys = Array.from({ length: one.shown }, (_, unit) => middle + (unit - (one.shown - 1) / 2) * pitch);
  }
  return side;
}
