// The loss surfaces of a run that the page has: the whole one, and those of the newest windows, a bounded number.
// Usage: const surfaces = new Surfaces(run, 'x=w', redraw); surfaces.want(window); surfaces.of(window) → Api.LossSurface
import { Paced } from '../../api/paced.js';
import { surface } from '../../api/service.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Window } from './zoom.js'
 */

const MOST = 32;
const WHOLE = '';

export class Surfaces {
  #run;
  #axes;
  #came;
  /** @type {Map<string, Api.LossSurface | null>} */
  #found = new Map();
  #paced = new Paced((/** @type {string} */ range) => this.#ask(range), { shortest: 40 });

  /**
   * @param {Run} run
   * @param {string} axes the query that chooses them
   * @param {() => unknown} came
   */
  constructor(run, axes, came) {
    this.#run = run;
    this.#axes = axes;
    this.#came = came;
    this.#paced.want(WHOLE);
  }

  /** The whole surface; null where the server has none, undefined until it answers. */
  get whole() {
    return this.#found.get(WHOLE);
  }

  /** @returns {Api.LossSurface[]} */
  get all() {
    return [...this.#found.values()].filter((found) => found !== null);
  }

  /**
   * Requests the first of some windows that is missing.
   *
   * @param {Window[]} windows
   */
  want(windows) {
    const missing = windows.map((window) => range(window)).find((one) => !this.#found.has(one));
    if (missing !== undefined) {
      this.#paced.want(missing);
    }
  }

  /** @param {Window} window */
  of(window) {
    return this.#found.get(range(window)) ?? null;
  }

  /** @param {string} range */
  async #ask(range) {
    if (this.#found.has(range)) {
      return;
    }
    const query = [this.#axes, range].filter(Boolean).join('&');
    const found = await surface(this.#run.id, query);
    this.#found.set(range, found);
    const oldest = [...this.#found.keys()].find((one) => one !== WHOLE);
    if (this.#found.size > MOST && oldest !== undefined) {
      this.#found.delete(oldest);
    }
    this.#came();
  }
}

/** @param {Window} window */
function range({ x, y }) {
  const across = `xMin=${x[0]}&xMax=${x[1]}`;
  return y ? `${across}&yMin=${y[0]}&yMax=${y[1]}` : across;
}
