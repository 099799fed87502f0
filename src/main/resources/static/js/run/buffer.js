// What a view needs at each position of a run, fetched ahead of the playhead in parts, as a video player does.
// Usage: const buffer = new Buffer({load, size, points, changed}); buffer.at(7); buffer.reach(3, 9.5)

/**
 * @template T
 * @typedef {object} Source
 * @property {(from: number, to: number) => Promise<T[] | null>} load what belongs to the positions from one to another,
 *   both included, or to the first of them; null where there is none
 * @property {(value: T) => number} size how many bytes it takes
 * @property {number} [mostPart] how many positions one request has at most
 * @property {() => number} points the newest position
 * @property {() => unknown} changed tells that more is known
 */

const AHEAD = 2;
const FIRST_PART = 8;
const MOST_PART = 256;
const PART_BYTES = 1e6;
const KEPT_BYTES = 32e6;
const LONGEST_REST = 2000;

/** @template T */
export class Buffer {
  /** @type {Source<T>} */
  #source;
  /** @type {Map<number, T>} */
  #known = new Map();
  #busy = false;
  #wanted = 0;
  #jump = false;
  #part;
  #most = MOST_PART;
  /** Nothing more is asked for: the service has none, and nothing waits for it. */
  failed = false;

  /** @param {Source<T>} source */
  constructor(source) {
    this.#source = source;
    this.#part = Math.min(FIRST_PART, source.mostPart ?? MOST_PART);
  }

  /**
   * Returns what belongs to a position; asks for it if it is not known yet.
   *
   * @param {number} position
   */
  at(position) {
    const exact = Math.floor(position);
    const found = this.#known.get(exact);
    if (found === undefined) {
      this.#want(exact, false);
    }
    return found;
  }

  /**
   * Returns how far the playhead can go without showing what is not known.
   *
   * @param {number} from
   * @param {number} to
   */
  reach(from, to) {
    if (this.failed) {
      return to;
    }
    const jump = to - from > this.#part;
    this.#want(jump ? Math.floor(to) : Math.floor(from), jump);
    for (let position = Math.floor(to); position > from; position--) {
      if (this.#known.has(position)) {
        return Math.min(to, position + 0.999);
      }
    }
    return this.#known.has(Math.floor(from)) ? Math.min(to, Math.floor(from) + 0.999) : from;
  }

  /**
   * @param {number} position
   * @param {boolean} jump only what is there now is of use
   */
  #want(position, jump) {
    this.#wanted = position;
    this.#jump = jump;
    if (!this.#busy && !this.failed) {
      this.#fill();
    }
  }

  /** The first position from the wanted one on that is not known; null if enough is. */
  #missing() {
    const { points } = this.#source;
    const end = this.#jump ? this.#wanted : Math.min(points(), this.#wanted + AHEAD * this.#part);
    for (let position = this.#wanted; position <= end; position++) {
      if (!this.#known.has(position)) {
        return position;
      }
    }
    return null;
  }

  async #fill() {
    this.#busy = true;
    let rest = 100;
    try {
      for (let from = this.#missing(); from !== null && !this.failed; from = this.#missing()) {
        const { points, load, changed } = this.#source;
        const to = Math.min(points(), from + (this.#jump ? 0 : this.#part - 1));
        try {
          const found = await load(from, Math.max(from, to));
          this.failed = found === null || found.length === 0;
          for (const [i, value] of (found ?? []).entries()) {
            this.#known.set(from + i, value);
          }
          rest = 100;
          this.#measure(found?.[0]);
          this.#forget();
          changed();
        } catch (error) {
          if (!error.later) {
            this.failed = true;
            changed();
            throw error;
          }
          await new Promise((resolve) => setTimeout(resolve, rest));
          rest = Math.min(LONGEST_REST, 2 * rest);
        }
      }
    } finally {
      this.#busy = false;
    }
  }

  /**
   * Learns from the first answer how many positions a request has, and how many are kept.
   *
   * @param {T | undefined} value
   */
  #measure(value) {
    const bytes = value === undefined ? 1 : Math.max(1, this.#source.size(value));
    const part = Math.max(1, Math.floor(PART_BYTES / bytes));
    this.#part = Math.min(part, this.#source.mostPart ?? MOST_PART, MOST_PART);
    this.#most = Math.max(4 * this.#part, Math.floor(KEPT_BYTES / bytes));
  }

  /** Drops what is far from the playhead, when there is too much. */
  #forget() {
    const most = this.#most;
    if (this.#known.size <= most) {
      return;
    }
    for (const position of this.#known.keys()) {
      if (position < this.#wanted - most / 4 || position > this.#wanted + most / 2) {
        this.#known.delete(position);
      }
    }
  }
}
