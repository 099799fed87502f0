// A network of layers as the page computes it: which layers there are, and a pass over many inputs at once.
// Usage: const model = Model.of(specification, 2); const pass = new Pass(model, 100); pass.run(weights, inputs);
//        pass.output.subarray(0, 100) are the first output for all 100 rows
import { activationOf } from './activations.js';

/**
 * @import { Activation } from './activations.js'
 *
 * @typedef {object} Layer
 * @property {number} index among the layers of the specification
 * @property {string} type
 * @property {number} inputs how many numbers a row has before it
 * @property {number} units how many it has after it
 * @property {Activation} activation
 * @property {number} [eps]
 *
 * @typedef {Map<string, Float64Array>} Weights each parameter's elements by name, row-major
 */

const BLOCK = 128;
const IDENTITY = /** @type {Activation} */ (activationOf('identity'));

export class Model {
  /**
   * @param {number} inputs
   * @param {Layer[]} layers
   */
  constructor(inputs, layers) {
    this.inputs = inputs;
    this.layers = layers;
  }

  /**
   * Returns the model of a specification, null where it has a layer that the page does not compute.
   *
   * @param {Pick<Api.Resolved, 'model'>} specification
   * @param {number} inputs how many numbers a row has
   */
  static of({ model }, inputs) {
    if (!model.layers) {
      return null;
    }
    /** @type {Layer[]} */
    const layers = [];
    let width = inputs;
    for (const [index, { type, units, activation, eps }] of model.layers.entries()) {
      const chosen = type === 'linear' || type === 'activation' ? activationOf(activation) : IDENTITY;
      if (!chosen || !['linear', 'activation', 'dropout', 'flatten', 'layerNorm'].includes(type)) {
        return null;
      }
      const next = type === 'linear' ? Number(units) : width;
      layers.push({ index, type, inputs: width, units: next, activation: chosen, eps: Number(eps ?? 1e-5) });
      width = next;
    }
    return new Model(inputs, layers);
  }

  get outputs() {
    return this.layers.at(-1)?.units ?? this.inputs;
  }
}

/** The numbers of one pass: each unit's for all rows stand side by side. */
export class Pass {
  /** @type {Float64Array[]} what each layer gives */
  after;
  /** @type {Float64Array[]} the same before its activation */
  before;
  /** @type {Float64Array} */
  inputs = new Float64Array(0);

  /**
   * @param {Model} model
   * @param {number} rows
   */
  constructor(model, rows) {
    this.model = model;
    this.rows = rows;
    this.after = model.layers.map(({ units }) => new Float64Array(units * rows));
    this.before = model.layers.map(({ activation, type }, i) =>
      activation === IDENTITY && type !== 'layerNorm' ? this.after[i] : new Float64Array(this.after[i].length),
    );
  }

  get output() {
    return this.after.at(-1) ?? this.inputs;
  }

  /**
   * @param {Weights} weights
   * @param {Float64Array} inputs of each input all rows, side by side, as the model sees them
   */
  run(weights, inputs) {
    this.inputs = inputs;
    let given = inputs;
    for (const [i, layer] of this.model.layers.entries()) {
      const { activation, type } = layer;
      const before = this.before[i];
      const after = this.after[i];
      if (type === 'linear') {
        this.#linear(layer, weights, given, before);
      } else if (type === 'layerNorm') {
        this.#layerNorm(layer, weights, given, before, after);
      } else {
        before.set(given);
      }
      if (activation !== IDENTITY) {
        activation.all(before, after);
      }
      given = after;
    }
    return given;
  }

  /**
   * Some rows at a time, so that what they need stays in the cache.
   *
   * @param {Layer} layer
   * @param {Weights} weights
   * @param {Float64Array} given
   * @param {Float64Array} sums
   */
  #linear({ index, inputs, units }, weights, given, sums) {
    const { rows } = this;
    const weight = weights.get(`${index}.weight`) ?? new Float64Array(0);
    const bias = weights.get(`${index}.bias`);
    for (let first = 0; first < rows; first += BLOCK) {
      const count = Math.min(BLOCK, rows - first);
      for (let unit = 0; unit < units; unit++) {
        const to = unit * rows + first;
        sums.fill(bias ? bias[unit] : 0, to, to + count);
        addProducts(weight, unit * inputs, inputs, given, first, rows, sums, to, count);
      }
    }
  }

  /**
   * @param {Layer} layer
   * @param {Weights} weights
   * @param {Float64Array} given
   * @param {Float64Array} normal receives what scale and shift are applied to
   * @param {Float64Array} after
   */
  #layerNorm({ index, units, eps = 0 }, weights, given, normal, after) {
    const { rows } = this;
    const weight = weights.get(`${index}.weight`);
    const bias = weights.get(`${index}.bias`);
    for (let row = 0; row < rows; row++) {
      let mean = 0;
      for (let unit = 0; unit < units; unit++) {
        mean += given[unit * rows + row] / units;
      }
      let variance = 0;
      for (let unit = 0; unit < units; unit++) {
        variance += (given[unit * rows + row] - mean) ** 2 / units;
      }
      const deviation = Math.sqrt(variance + eps);
      for (let unit = 0; unit < units; unit++) {
        const at = unit * rows + row;
        normal[at] = (given[at] - mean) / deviation;
        after[at] = normal[at] * (weight?.[unit] ?? 1) + (bias?.[unit] ?? 0);
      }
    }
  }
}

/**
 * Adds a unit's weighted inputs to its sums, four inputs at a time, so that the sums are read and written less often.
 *
 * @param {Float64Array} weight
 * @param {number} at where the unit's weights begin
 * @param {number} inputs
 * @param {Float64Array} given
 * @param {number} first the first row
 * @param {number} rows from one input to the next
 * @param {Float64Array} sums
 * @param {number} to where the unit's first row stands
 * @param {number} count how many rows
 */
function addProducts(weight, at, inputs, given, first, rows, sums, to, count) {
  let input = 0;
  for (; input + 4 <= inputs; input += 4) {
    const a = weight[at + input];
    const b = weight[at + input + 1];
    const c = weight[at + input + 2];
    const d = weight[at + input + 3];
    const ofA = input * rows + first;
    const ofB = ofA + rows;
    const ofC = ofB + rows;
    const ofD = ofC + rows;
    for (let row = 0; row < count; row++) {
      sums[to + row] += a * given[ofA + row] + b * given[ofB + row] + c * given[ofC + row] + d * given[ofD + row];
    }
  }
  for (; input < inputs; input++) {
    const factor = weight[at + input];
    const from = input * rows + first;
    for (let row = 0; row < count; row++) {
      sums[to + row] += factor * given[from + row];
    }
  }
}
