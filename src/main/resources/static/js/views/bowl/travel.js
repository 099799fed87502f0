// Takes the window from where it is to where it should be, smoothly unless the reader prefers less motion.
// Usage: const travel = new Travel(redraw); const window = travel.towards(zoom.at(position), playing)
import { between } from './zoom.js';

/** @import { Window } from './zoom.js' */

const still = matchMedia('(prefers-reduced-motion: reduce)');
const TIME = 260;

export class Travel {
  #redraw;
  /** @type {Window | null} */
  #from = null;
  /** @type {Window | null} */
  #shown = null;
  /** @type {Window | null} */
  #to = null;
  #began = 0;
  #scheduled = 0;

  /** @param {() => unknown} redraw */
  constructor(redraw) {
    this.#redraw = redraw;
  }

  /** The next window is shown at once. */
  arrive() {
    this.#shown = null;
  }

  /**
   * Returns the window to show now, and redraws until it is the one that was asked for.
   *
   * @param {Window} target
   * @param {boolean} moving whether the target itself moves smoothly
   */
  towards(target, moving) {
    if (!this.#shown || moving || still.matches || isSame(target, this.#shown)) {
      this.#shown = target;
      this.#to = target;
      return target;
    }
    if (!this.#to || !isSame(target, this.#to)) {
      this.#from = this.#shown;
      this.#to = target;
      this.#began = performance.now();
    }
    const share = Math.min(1, (performance.now() - this.#began) / TIME);
    this.#shown = between(this.#from ?? target, target, share);
    if (share < 1) {
      cancelAnimationFrame(this.#scheduled);
      this.#scheduled = requestAnimationFrame(() => this.#redraw());
    }
    return this.#shown;
  }
}

/**
 * @param {Window} a
 * @param {Window} b
 */
function isSame(a, b) {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
