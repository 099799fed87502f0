// The playhead: how many recorded points have been shown. Between two it may stand at a fraction, while it rolls.
// Usage: const playback = new Playback(store); playback.play(); playback.step(-1); playback.seek(7)

/** @import { Run } from '../run/run.js' */
/** @import { Store } from './store.js' */

const still = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Points a second: a run takes some ten seconds to watch, however many points it has.
 *
 * @param {string} pace
 * @param {Run} run
 */
function rate(pace, run) {
  const points = Math.max(run.expected, run.points, 1);
  const seconds = Math.min(14, Math.max(5, points * 0.6));
  return (
    { slow: Math.min(1, points / seconds), steady: points / seconds, fast: (4 * points) / seconds }[pace] ??
    Number.MAX_VALUE
  );
}

export class Playback {
  #store;
  #last = 0;
  #exact = 0;
  #scheduled = 0;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  play() {
    const { run, position } = this.#store.state;
    if (run) {
      const ended = run.ended && position >= run.points;
      this.#exact = ended ? 0 : position;
      this.#last = performance.now();
      this.#store.set({ playing: true, position: this.#exact });
      this.#schedule();
    }
  }

  pause() {
    this.#store.set({ playing: false, position: Math.round(this.#store.state.position) });
  }

  toggle() {
    return this.#store.state.playing ? this.pause() : this.play();
  }

  /** @param {number} by */
  step(by) {
    const { position } = this.#store.state;
    this.seek(by > 0 ? Math.floor(position) + by : Math.ceil(position) + by);
  }

  /** @param {number} position */
  seek(position) {
    const points = this.#store.state.run?.points ?? 0;
    this.#store.set({ playing: false, position: Math.min(Math.max(position, 0), points) });
  }

  /** Draws the next frame; a frame that another start has scheduled is not drawn too. */
  #schedule() {
    cancelAnimationFrame(this.#scheduled);
    this.#scheduled = requestAnimationFrame((now) => this.#frame(now));
  }

  /** @param {number} now */
  #frame(now) {
    const { run, playing, pace } = this.#store.state;
    if (!playing || !run) {
      return;
    }
    const ahead = this.#exact + rate(pace, run) * Math.min(0.1, Math.max(0, now - this.#last) / 1000);
    this.#exact = run.reach(this.#exact, Math.min(run.points, ahead));
    this.#last = now;
    const position = still.matches ? Math.floor(this.#exact) : this.#exact;
    const over = run.ended && this.#exact >= run.points;
    if (over || position !== this.#store.state.position) {
      this.#store.set({ position: over ? run.points : position, playing: !over });
    }
    this.#schedule();
  }
}
