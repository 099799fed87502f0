// All weights of a run at each position: those that the run has recorded one by one, else fetched ahead of the playhead.
// Usage: const state = run.states.at(position); state?.weights.get('0.weight') → Float64Array; run.states.reach(3, 9.5)
import { Problem } from '../api/http.js';
import { weights } from '../api/service.js';
import { Buffer } from './buffer.js';
import { scalars } from './scalars.js';

/**
 * @import { Run } from './run.js'
 *
 * @typedef {object} State
 * @property {number} position
 * @property {Map<string, Float64Array>} weights row-major, in the order of the model
 *
 * @typedef {{parameter: string, index: number, value: number}} Tried another value of one of a parameter's elements
 */

/** The service goes on where it stopped, in seconds. */
const AGAIN = 1;

export class States {
  #run;
  /** @type {Map<string, string[]> | null | undefined} the scalars of each parameter, where each is recorded */
  #scalars;
  /** @type {Buffer<State> | null} */
  #buffer = null;
  /** @type {State | null} */
  #last = null;
  /** @type {{position: number, numbers: Tried[]} | null} */
  #tried = null;

  /** @param {Run} run */
  constructor(run) {
    this.#run = run;
  }

  /** Whether the weights cannot be had. */
  get failed() {
    return this.#buffer?.failed ?? false;
  }

  /**
   * Returns the weights at a position, null where they are not known yet; the same object as long as they are the same.
   *
   * @param {number} position
   * @returns {State | null}
   */
  at(position) {
    const exact = Math.floor(position);
    if (this.#last?.position === exact) {
      return this.#last;
    }
    const found = this.#recorded() ? this.#gathered(exact) : this.#buffered().at(exact);
    if (!found) {
      return null;
    }
    this.#last = this.#tried?.position === exact ? changed(found, this.#tried.numbers) : found;
    return this.#last;
  }

  /**
   * Returns how far the playhead can go without showing weights that are not known.
   *
   * @param {number} from
   * @param {number} to
   */
  reach(from, to) {
    return this.#recorded() ? to : this.#buffered().reach(from, to);
  }

  /**
   * Shows other values of some weights at one position, until others are tried.
   *
   * @param {number} position
   * @param {Tried[]} numbers none for those of the run
   */
  tryOut(position, numbers) {
    this.#tried = numbers.length > 0 ? { position: Math.floor(position), numbers } : null;
    this.#last = null;
    this.#run.arrived();
  }

  #recorded() {
    if (this.#scalars === undefined && this.#run.initial) {
      const all = Object.entries(this.#run.initial);
      const whole =
        all.length > 0 && all.every(([, value]) => value === null || Array.isArray(value) || typeof value === 'number');
      this.#scalars = whole
        ? new Map(all.map(([name, value]) => [name, [...scalars(name, value)].map(([scalar]) => scalar)]))
        : null;
    }
    return this.#scalars;
  }

  /** @param {number} position */
  #gathered(position) {
    const { weights: series } = this.#run;
    /** @type {Map<string, Float64Array>} */
    const gathered = new Map();
    for (const [name, names] of this.#scalars ?? []) {
      gathered.set(
        name,
        Float64Array.from(names, (scalar) => series.get(scalar)?.[position] ?? Number.NaN),
      );
    }
    return position <= this.#run.points ? { position, weights: gathered } : null;
  }

  #buffered() {
    this.#buffer ??= new Buffer({
      load: (from, to) => fetched(this.#run, from, to),
      size: ({ weights: all }) => [...all.values()].reduce((bytes, { byteLength }) => bytes + byteLength, 0),
      points: () => this.#run.points,
      changed: () => this.#run.arrived(),
    });
    return this.#buffer;
  }
}

/**
 * @param {Run} run
 * @param {number} from
 * @param {number} to
 * @returns {Promise<State[] | null>}
 */
async function fetched(run, from, to) {
  try {
    const { tensors } = await weights(run.id, run.step(from), run.step(to));
    const count = tensors.get('run.step')?.data.length ?? 0;
    const parameters = [...tensors].filter(([name]) => name !== 'run.step');
    return Array.from({ length: count }, (_, i) => ({
      position: from + i,
      weights: new Map(
        parameters.map(([name, { data }]) => {
          const size = data.length / count;
          return [name, Float64Array.from(/** @type {Float64Array} */ (data).subarray(i * size, (i + 1) * size))];
        }),
      ),
    }));
  } catch (error) {
    if (error instanceof Problem && error.type.endsWith('analysis-too-long')) {
      error.later = AGAIN;
    } else if (error instanceof Problem && !error.later) {
      return null;
    }
    throw error;
  }
}

/**
 * @param {State} state
 * @param {Tried[]} tried
 * @returns {State}
 */
function changed(state, tried) {
  const copies = new Map(state.weights);
  for (const { parameter, index, value } of tried) {
    const copy = Float64Array.from(copies.get(parameter) ?? []);
    copy[index] = value;
    copies.set(parameter, copy);
  }
  return { position: state.position, weights: copies };
}
