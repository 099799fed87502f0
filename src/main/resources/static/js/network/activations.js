// The activations of the catalogue, each with its slope.
// Usage: const tanh = activationOf({type: 'tanh'}); tanh.of(0.5); tanh.slope(0.5, tanh.of(0.5))
import { cdf, density } from './normal.js';

/**
 * @typedef {object} Activation
 * @property {string} name
 * @property {(x: number) => number} of
 * @property {(before: Float64Array, after: Float64Array) => void} all the same for many inputs
 * @property {(x: number, y: number) => number} slope from an input and its output
 * @property {[least: number, greatest: number]} [ends] where all outputs lie
 * @property {boolean} [rectifies] whether a unit can be off for every row
 *
 * @typedef {Omit<Activation, 'name' | 'all'> & Partial<Activation>} Functions
 */

/** @param {number} x */
const sigmoid = (x) => {
  const e = Math.exp(-Math.abs(x));
  return (x > 0 ? 1 : e) / (1 + e);
};
/** @param {number} x */
const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/**
 * The most frequent ones have a loop of their own, which is several times as fast as a call for each number.
 *
 * @type {Activation['all']}
 */
function tanhAll(before, after) {
  for (let k = 0; k < after.length; k++) {
    const x = before[k];
    const e = Math.exp(-2 * Math.abs(x));
    const y = (1 - e) / (1 + e);
    after[k] = x < 0 ? -y : y;
  }
}
/** @type {Activation['all']} */
function reluAll(before, after) {
  for (let k = 0; k < after.length; k++) {
    after[k] = Math.max(before[k], 0);
  }
}

/** @type {(alpha: number, scale?: number) => Functions} */
const elu = (alpha, scale = 1) => ({
  of: (x) => scale * (x > 0 ? x : alpha * Math.expm1(x)),
  slope: (x) => scale * (x > 0 ? 1 : alpha * Math.exp(x)),
});
/** @type {(least: number, greatest: number) => Functions} */
const cut = (least, greatest) => ({
  of: (x) => Math.min(greatest, Math.max(least, x)),
  slope: (x) => (x > least && x < greatest ? 1 : 0),
  ends: [least, greatest],
});

/** @type {Record<string, (options: Record<string, number>) => Functions>} */
const ALL = {
  identity: () => ({ of: (x) => x, slope: () => 1 }),
  tanh: () => ({ of: Math.tanh, all: tanhAll, slope: (_x, y) => 1 - y * y, ends: [-1, 1] }),
  relu: () => ({ of: (x) => Math.max(x, 0), all: reluAll, slope: (x) => (x > 0 ? 1 : 0), rectifies: true }),
  leakyRelu: ({ negativeSlope }) => ({
    of: (x) => (x > 0 ? x : negativeSlope * x),
    slope: (x) => (x > 0 ? 1 : negativeSlope),
  }),
  elu: ({ alpha }) => elu(alpha),
  selu: () => elu(1.6732632423543772, 1.0507009873554805),
  gelu: () => ({ of: (x) => x * cdf(x), slope: (x) => cdf(x) + x * density(x) }),
  silu: () => ({ of: (x) => x * sigmoid(x), slope: (x, y) => sigmoid(x) * (1 + x - y) }),
  mish: () => ({
    of: (x) => x * Math.tanh(softplus(x)),
    slope: (x) => {
      const t = Math.tanh(softplus(x));
      return t + x * (1 - t * t) * sigmoid(x);
    },
  }),
  sigmoid: () => ({ of: sigmoid, slope: (_x, y) => y * (1 - y), ends: [0, 1] }),
  logSigmoid: () => ({ of: (x) => -softplus(-x), slope: (x) => sigmoid(-x) }),
  softplus: () => ({ of: softplus, slope: sigmoid }),
  softsign: () => ({ of: (x) => x / (1 + Math.abs(x)), slope: (x) => 1 / (1 + Math.abs(x)) ** 2, ends: [-1, 1] }),
  hardtanh: () => cut(-1, 1),
  relu6: () => ({ ...cut(0, 6), rectifies: true }),
  sine: () => ({ of: Math.sin, slope: (x) => Math.cos(x), ends: [-1, 1] }),
};

/**
 * Returns an activation that works element by element, null for another.
 *
 * @param {unknown} chosen its name, or an object with its name as type and its options
 * @returns {Activation | null}
 */
export function activationOf(chosen) {
  const { type = 'identity', ...options } = typeof chosen === 'string' ? { type: chosen } : Object(chosen ?? {});
  const make = Object.hasOwn(ALL, type) ? ALL[type] : null;
  if (!make) {
    return null;
  }
  const functions = make({ negativeSlope: 0.01, alpha: 1, ...options });
  const { of } = functions;
  /** @type {Activation['all']} */
  const all = (before, after) => {
    for (let k = 0; k < after.length; k++) {
      after[k] = of(before[k]);
    }
  };
  return { name: type, all, ...functions };
}
