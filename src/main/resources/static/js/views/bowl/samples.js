// The loss over one weight, put together from all windows that are known.
// Usage: const samples = new Samples(surfaces.all); samples.at(2.4) → 1.44; samples.within(2, 3) → [[2, 4], …, [3, 0]]

/** @typedef {[x: number, loss: number]} Sample */

export class Samples {
  /** @type {Sample[]} */
  #all;

  /** @param {Api.LossSurface[]} surfaces */
  constructor(surfaces) {
    /** @type {Sample[]} */
    const all = surfaces.flatMap(({ x, losses }) =>
      x.values.flatMap((at, i) => (typeof losses?.[i] === 'number' ? [/** @type {Sample} */ ([at, losses[i]])] : [])),
    );
    this.#all = all.sort(([a], [b]) => a - b).filter(([x], i, sorted) => i === 0 || x !== sorted[i - 1][0]);
  }

  get isEmpty() {
    return this.#all.length === 0;
  }

  /** @param {number} x */
  #index(x) {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const half = (low + high) >> 1;
      [low, high] = this.#all[half][0] < x ? [half + 1, high] : [low, half];
    }
    return low;
  }

  /**
   * The loss at a weight, between two samples on the line through them; outside of all, that of the last one.
   *
   * @param {number} x
   */
  at(x) {
    const i = this.#index(x);
    const right = this.#all[Math.min(i, this.#all.length - 1)];
    const left = this.#all[Math.max(0, i - 1)];
    const gap = right[0] - left[0];
    return gap <= 0 ? left[1] : left[1] + Math.min(1, Math.max(0, (x - left[0]) / gap)) * (right[1] - left[1]);
  }

  /**
   * @param {number} from
   * @param {number} to
   * @returns {Sample[]}
   */
  within(from, to) {
    const inner = this.#all.slice(this.#index(from), this.#index(to));
    return [[from, this.at(from)], ...inner, [to, this.at(to)]];
  }
}
