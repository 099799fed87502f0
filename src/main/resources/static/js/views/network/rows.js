// The training rows as a network sees them, and over them: the loss, its gradient, and units that are off for every row.
// Usage: const rows = new TrainingRows(model, specification, data); rows.look(weights) → {loss, dead}; rows.gradients(weights)
import { backward } from '../../network/backward.js';
import { lossOf } from '../../network/losses.js';
import { Pass } from '../../network/model.js';

/**
 * @import { Model, Weights } from '../../network/model.js'
 */

/** More work than this is not done in a frame: numbers of weights times rows. */
const MOST_WORK = 3e6;

export class TrainingRows {
  /**
   * @param {Model} model
   * @param {Api.Resolved} specification
   * @param {Api.JobData} data
   */
  constructor(model, specification, { inputs, target, training }) {
    this.model = model;
    this.count = training.columns[target].length;
    this.isWhole = this.count === training.count;
    this.regularization = /** @type {{l1?: number, l2?: number} | null} */ (specification.regularization ?? null);
    this.lossFunction = lossOf(specification.loss);
    const columns = inputs.map((name) => training.columns[name]);
    this.inputs = side(columns.flatMap((column) => unzipped(column)));
    this.targets = side(unzipped(training.columns[target]));
    this.pass = new Pass(model, this.count);
    /** @type {Weights | null} */
    this.seen = null;
  }

  /**
   * How much work a look is, of what a frame has time for.
   *
   * @param {Weights} weights
   */
  isLight(weights) {
    return [...weights.values()].reduce((sum, { length }) => sum + length, 0) * this.count <= MOST_WORK;
  }

  /** @param {Weights} weights */
  #forward(weights) {
    if (this.seen !== weights) {
      this.pass.run(weights, this.inputs);
      this.seen = weights;
    }
  }

  /**
   * @param {Weights} weights
   * @returns {number | null} the loss over the training rows, with its penalty; null where it is not known here
   */
  loss(weights) {
    this.#forward(weights);
    if (!this.lossFunction || !this.isWhole) {
      return null;
    }
    const { loss } = this.lossFunction(this.pass.output, this.model.outputs, this.count, this.targets);
    return loss + this.#penalty(weights);
  }

  /** @param {Weights} weights */
  #penalty(weights) {
    const { l1 = 0, l2 = 0 } = this.regularization ?? {};
    let penalty = 0;
    if (l1 > 0 || l2 > 0) {
      for (const values of weights.values()) {
        for (const value of values) {
          penalty += l1 * Math.abs(value) + l2 * value * value;
        }
      }
    }
    return penalty;
  }

  /**
   * The gradient of the loss over the training rows; null where the loss is not known here.
   *
   * @param {Weights} weights
   * @returns {Weights | null}
   */
  gradients(weights) {
    if (!this.lossFunction || !this.isWhole) {
      return null;
    }
    this.#forward(weights);
    const { slopes } = this.lossFunction(this.pass.output, this.model.outputs, this.count, this.targets);
    return backward(this.pass, weights, slopes, this.regularization);
  }

  /**
   * Returns whether a unit is 0 for every training row, and so learns nothing.
   *
   * @param {Weights} weights
   * @param {number} layer
   * @param {number} unit
   */
  isDead(weights, layer, unit) {
    this.#forward(weights);
    const { activation } = this.model.layers[layer];
    if (!activation.rectifies) {
      return false;
    }
    const from = unit * this.count;
    for (let row = 0; row < this.count; row++) {
      if (this.pass.after[layer][from + row] !== 0) {
        return false;
      }
    }
    return true;
  }
}

/**
 * @param {(number | number[])[]} column
 * @returns {number[][]} one list for each number of a row
 */
function unzipped(column) {
  const width = [column[0]].flat().length;
  return Array.from({ length: width }, (_, k) => column.map((value) => [value].flat()[k]));
}

/** @param {number[][]} columns */
const side = (columns) => Float64Array.from(columns.flat());
