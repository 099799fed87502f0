// Which rows of own data the last run kept for testing, as long as the data are still those of the run.
// Usage: const rows = new TestRows(() => draw()); rows.follow(state); rows.rows.has(3)
import * as service from '../api/service.js';

/** @import { State } from '../state/store.js' */

export class TestRows {
  /** @type {Set<number>} */
  rows = new Set();
  #changed;
  /** The run that was asked about. */
  #asked = '';
  /** The data and the seed of that run. */
  #data = '';
  /** @type {Set<number>} */
  #known = new Set();

  /** @param {() => unknown} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {State} state */
  follow({ run, specification }) {
    const trained = run?.specification;
    if (run && trained && run.id !== this.#asked && Number(trained.data.testFraction) > 0 && isInline(trained.data)) {
      this.#asked = run.id;
      this.#data = '';
      this.#ask(run.id, keyOf(trained));
    }
    const same = specification && this.#data !== '' && keyOf(specification) === this.#data;
    this.rows = same ? this.#known : new Set();
  }

  /**
   * @param {string} id
   * @param {string} data
   */
  async #ask(id, data) {
    const found = await service.data(id).catch(() => null);
    if (id === this.#asked && found?.test?.rows) {
      this.#known = new Set(found.test.rows);
      this.#data = data;
      this.rows = this.#known;
      this.#changed();
    }
  }
}

/** @param {Record<string, unknown>} data */
const isInline = (data) =>
  !['generator', 'dataset', 'text', 'csv', 'datasetId'].some((kind) => typeof data[kind] === 'string');

/**
 * What the choice of test rows follows from.
 *
 * @param {Api.Specification} specification
 */
function keyOf({ data = {}, seed = 0 }) {
  const columns = Object.entries(data).filter(([, value]) => Array.isArray(value));
  return JSON.stringify([seed, data.testFraction ?? 0, columns.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
