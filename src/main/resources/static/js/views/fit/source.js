// Where the fit has its outputs from, at each position: computed here from the weights, or asked of the service in parts.
// Usage: const source = sourceOf(run, inputs, rows); const outputs = source.at(position); run.buffers.add(source)
import { predictionsAt } from '../../api/service.js';
import { Model, Pass } from '../../network/model.js';
import { Outputs } from '../../network/outputs.js';
import { Buffer } from '../../run/buffer.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Inputs } from './inputs.js'
 *
 * @typedef {object} Source
 * @property {(position: number) => Outputs | null | undefined} at undefined where they are not known yet, null where there
 *   are none
 * @property {(from: number, to: number) => number} reach
 * @property {boolean} failed
 */

/** A request for predictions may have so many rows, counted once for each step. */
const MOST_ROWS = 10_000;
const MOST_STEPS = 64;

/**
 * @param {Run} run
 * @param {Inputs} inputs
 * @param {number[][]} rows in the units of the data
 * @returns {Source}
 */
export function sourceOf(run, inputs, rows) {
  const asked = new AskedOutputs(run, inputs, rows);
  const model = Model.of(run.specification, inputs.width);
  return model ? new ComputedOutputs(run, model, inputs.standardized(rows), rows.length, asked) : asked;
}

/** Outputs of a model that the page computes itself. */
class ComputedOutputs {
  #run;
  #pass;
  #inputs;
  #instead;

  /**
   * @param {Run} run
   * @param {Model} model
   * @param {Float64Array} inputs
   * @param {number} rows
   * @param {Source} instead where the weights cannot be had
   */
  constructor(run, model, inputs, rows, instead) {
    this.#run = run;
    this.#pass = new Pass(model, rows);
    this.#inputs = inputs;
    this.#instead = instead;
  }

  get failed() {
    return this.#run.states.failed && this.#instead.failed;
  }

  /** @param {number} position */
  at(position) {
    const state = this.#run.states.at(position);
    if (!state) {
      return this.#run.states.failed ? this.#instead.at(position) : undefined;
    }
    return new Outputs(this.#pass.run(state.weights, this.#inputs), this.#pass.rows);
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  reach(from, to) {
    return (this.#run.states.failed ? this.#instead : this.#run.states).reach(from, to);
  }
}

/** Outputs that the service computes, several steps at a time. */
class AskedOutputs {
  #buffer;

  /**
   * @param {Run} run
   * @param {Inputs} inputs
   * @param {number[][]} rows
   */
  constructor(run, inputs, rows) {
    const columns = inputs.columns(rows);
    this.#buffer = new Buffer({
      load: async (from, to) => {
        const steps = Array.from({ length: to - from + 1 }, (_, i) => run.step(from + i));
        const found = await predictionsAt(run.id, { inputs: columns, steps });
        return (
          found?.outputs.map((outputs) => ({
            outputs: outputs && Outputs.of(outputs),
          })) ?? null
        );
      },
      size: ({ outputs }) => outputs?.numbers.byteLength ?? 1,
      mostPart: Math.max(1, Math.min(MOST_STEPS, Math.floor(MOST_ROWS / rows.length))),
      points: () => run.points,
      changed: () => run.arrived(),
    });
  }

  get failed() {
    return this.#buffer.failed;
  }

  /** @param {number} position */
  at(position) {
    return this.#buffer.at(position)?.outputs;
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  reach(from, to) {
    return this.#buffer.reach(from, to);
  }
}
