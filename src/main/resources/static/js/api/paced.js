// Asks for the newest of many wishes: one request at a time, and the slower the server answers, the seldomer. Where the
// server says that it has no time, or is away, the newest wish waits.
// Usage: const paced = new Paced(async (key) => …, {shortest: 500}); paced.want('step 3'); paced.want('step 4');
//        paced.forget()

const REST = 2;
const LONGEST = 1000;

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @template K */
export class Paced {
  /** @type {(key: K) => Promise<unknown>} */
  #ask;
  #shortest;
  /** @type {K | null} */
  #wanted = null;
  /** @type {K | null} */
  #asked = null;
  #busy = false;

  /**
   * @param {(key: K) => Promise<unknown>} ask
   * @param {{shortest?: number}} [options] the shortest pause after an answer, in milliseconds
   */
  constructor(ask, { shortest = 50 } = {}) {
    this.#ask = ask;
    this.#shortest = shortest;
  }

  /** @param {K} key */
  async want(key) {
    this.#wanted = key;
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      while (this.#wanted !== this.#asked) {
        this.#asked = this.#wanted;
        await pause(await this.#rest());
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Asks; returns how long to rest after it, in milliseconds. */
  async #rest() {
    const began = performance.now();
    try {
      await this.#ask(/** @type {K} */ (this.#asked));
      return Math.min(LONGEST, Math.max(this.#shortest, REST * (performance.now() - began)));
    } catch (error) {
      if (!error.later) {
        throw error;
      }
      this.#asked = null;
      return 1000 * error.later;
    }
  }

  /** Sends the next request even if it equals the last one. */
  forget() {
    this.#wanted = null;
    this.#asked = null;
  }
}
