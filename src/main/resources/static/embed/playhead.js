// The playhead of one figure: how many recorded points have been shown; and what plays it.
// Usage: const playhead = new Playhead(run.steps.length, (position) => draw(position)); playhead.toggle()

const still = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Points a second: a run takes some ten seconds to watch, however many points it has.
 *
 * @param {number} points
 */
const pace = (points) => points / Math.min(12, Math.max(4, points * 0.6));

export class Playhead {
  #points;
  #changed;
  #exact = 0;
  #last = 0;
  #frame = 0;
  position = 0;
  playing = false;

  /**
   * @param {number} points
   * @param {() => unknown} changed
   */
  constructor(points, changed) {
    this.#points = points;
    this.#changed = changed;
  }

  /** @param {number} position */
  seek(position) {
    this.pause();
    this.position = Math.min(Math.max(Math.round(position), 0), this.#points);
    this.#changed();
  }

  toggle() {
    if (this.playing) {
      this.seek(Math.floor(this.position));
      return;
    }
    this.playing = true;
    this.#exact = this.position >= this.#points ? 0 : this.position;
    this.position = this.#exact;
    this.#last = performance.now();
    this.#schedule();
    this.#changed();
  }

  /** Stops without a word, as when the figure leaves its page. */
  pause() {
    this.playing = false;
    cancelAnimationFrame(this.#frame);
  }

  #schedule() {
    this.#frame = requestAnimationFrame((now) => this.#draw(now));
  }

  /** @param {number} now */
  #draw(now) {
    const seconds = Math.min(0.1, Math.max(0, now - this.#last) / 1000);
    this.#last = now;
    this.#exact = Math.min(this.#points, this.#exact + pace(this.#points) * seconds);
    this.playing = this.#exact < this.#points;
    const position = still.matches ? Math.floor(this.#exact) : this.#exact;
    if (position !== this.position || !this.playing) {
      this.position = position;
      this.#changed();
    }
    if (this.playing) {
      this.#schedule();
    }
  }
}
