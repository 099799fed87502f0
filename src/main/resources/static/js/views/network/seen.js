// What each unit gives over the inputs: over the plane of two, along one, or for one row of more.
// Usage: const seen = new Seen(model, inputs); seen.look(weights); seen.paint(canvas, column, unit)
import { Pass } from '../../network/model.js';
import { range } from '../fit/inputs.js';
import { around, curve, heat } from './heat.js';

/**
 * @import { Model, Weights } from '../../network/model.js'
 * @import { Inputs } from '../fit/inputs.js'
 * @import { Ends } from './heat.js'
 * @import { Column } from './layout.js'
 */

const SIDE = 26;
const ALONG = 49;
const CURVE = 64;

export class Seen {
  #model;
  #inputs;
  #pass;
  #given;
  /** @type {number[][]} */
  #rows;
  /** @type {Map<number, Ends>} */
  #ends = new Map();

  /**
   * @param {Model | null} model null where the page does not compute it
   * @param {Inputs | null} inputs
   */
  constructor(model, inputs) {
    this.#model = model;
    this.#inputs = inputs;
    this.dimensions = inputs && inputs.width <= 2 ? inputs.width : 0;
    this.#rows = inputs ? this.#grid(inputs) : [];
    this.#pass = model && new Pass(model, this.#rows.length);
    this.#given = inputs?.standardized(this.#rows) ?? new Float64Array(0);
  }

  get pixels() {
    return this.dimensions === 1 ? { wide: CURVE, high: CURVE } : { wide: this.#side, high: this.#side };
  }

  get #side() {
    return this.dimensions === 2 ? SIDE : 1;
  }

  /** @param {Inputs} inputs */
  #grid(inputs) {
    const all = [...inputs.training, ...inputs.test].map(({ x }) => x);
    if (this.dimensions === 0) {
      return [all[0]];
    }
    const [xs, ys] = [range(all.map((x) => x[0])), range(all.map((x) => x[1] ?? 0))];
    if (this.dimensions === 1) {
      return Array.from({ length: ALONG }, (_, i) => [xs[0] + ((xs[1] - xs[0]) * i) / (ALONG - 1)]);
    }
    return Array.from({ length: SIDE * SIDE }, (_, i) => [
      xs[0] + ((xs[1] - xs[0]) * ((i % SIDE) + 0.5)) / SIDE,
      ys[1] - ((ys[1] - ys[0]) * (Math.floor(i / SIDE) + 0.5)) / SIDE,
    ]);
  }

  /**
   * Chooses the training row for which units are shown, where there are more than two inputs.
   *
   * @param {number} row from 0
   */
  choose(row) {
    if (this.#inputs && this.dimensions === 0) {
      this.#rows = [this.#inputs.training[row].x];
      this.#given = this.#inputs.standardized(this.#rows);
    }
  }

  /** @param {Weights} weights */
  look(weights) {
    this.#pass?.run(weights, this.#given);
    this.#ends.clear();
  }

  /**
   * The values of a unit, at every place or for the row.
   *
   * @param {Column} column
   * @param {number} unit
   */
  values({ layer, shows }, unit) {
    const all = layer < 0 ? this.#given : this.#pass?.after[shows];
    const count = this.#rows.length;
    return all?.subarray(unit * count, (unit + 1) * count) ?? null;
  }

  /**
   * An input has its own scale, a layer one for all its units.
   *
   * @param {Column} column
   * @param {Float64Array} values
   * @returns {Ends}
   */
  #scale({ layer, shows }, values) {
    if (layer < 0 && this.dimensions > 0) {
      return [Math.min(...values), Math.max(...values)];
    }
    const known = this.#ends.get(shows);
    if (known) {
      return known;
    }
    const bounded = layer < 0 ? undefined : this.#model?.layers[shows].activation.ends;
    const ends = bounded ?? around((layer < 0 ? this.#given : this.#pass?.after[shows]) ?? new Float64Array(0));
    this.#ends.set(shows, ends);
    return ends;
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Column} column
   * @param {number} unit
   */
  paint(canvas, column, unit) {
    const values = this.values(column, unit);
    if (!values) {
      return;
    }
    if (this.dimensions === 1) {
      curve(canvas, values, this.#scale(column, values));
    } else {
      heat(canvas, values, this.#scale(column, values));
    }
  }
}
