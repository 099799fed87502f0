// The loss over the steps, drawn up to the playhead.
// Usage: const curve = new Curve(run); place.append(curve.element); curve.show(2.5)
import { set, svg } from '../js/page/element.js';
import { number } from '../js/page/format.js';
import { extent, framed, line, PLOT, scale } from './drawing.js';

/** @import { Replay } from './capsule.js' */

/** So many points are drawn; of others the greatest and the least of their neighbours stand for them. */
const MOST = 600;
/** A loss that falls by more is shown over its logarithm. */
const WIDE = 100;

/**
 * Keeps the extremes of each stretch.
 *
 * @param {number[]} values
 * @returns {number[]} indices, ascending
 */
export function thinned(values) {
  const known = values.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]));
  if (known.length <= MOST) {
    return known;
  }
  const width = (2 * known.length) / MOST;
  /** @type {Set<number>} */
  const kept = new Set([known[0], known[known.length - 1]]);
  for (let from = 0; from < known.length; from += width) {
    const part = known.slice(Math.floor(from), Math.floor(from + width));
    if (part.length > 0) {
      kept.add(part.reduce((a, b) => (values[b] < values[a] ? b : a)));
      kept.add(part.reduce((a, b) => (values[b] > values[a] ? b : a)));
    }
  }
  return [...kept].sort((a, b) => a - b);
}

export class Curve {
  #run;
  #kept;
  #x;
  #y;
  #shown = svg('polyline', { class: 'curve' });
  #ball = svg('circle', { class: 'ball', r: 5 });
  element;

  /** @param {Replay} run */
  constructor(run) {
    this.#run = run;
    this.#kept = thinned(run.losses);
    const [low, high] = extent(run.losses);
    const isWide = low > 0 && high > WIDE * low;
    const measure = isWide ? Math.log10 : (/** @type {number} */ loss) => loss;
    const [first, last] = [run.steps[0], run.steps[run.steps.length - 1]];
    const y = scale([measure(low), measure(high)], [PLOT.bottom - 6, PLOT.top + 6]);
    this.#x = scale([first, last], [PLOT.left + 6, PLOT.right - 6]);
    this.#y = (/** @type {number} */ loss) => y(measure(loss));
    const { element, plot } = framed(
      `The loss of each step: ${number(run.losses[0])} at step ${first}, ${number(run.losses.at(-1))} at step ${last}`,
      { x: [String(first), String(last)], y: [number(low), number(high)] },
      { x: 'step', y: isWide ? 'loss, logarithmic' : 'loss' },
    );
    this.element = element;
    plot.append(svg('polyline', { class: 'ahead', points: line(this.#kept.map((i) => this.#place(i))) }));
    plot.append(this.#shown, this.#ball);
  }

  /**
   * @param {number} i
   * @returns {[number, number]}
   */
  #place(i) {
    return [this.#x(this.#run.steps[i]), this.#y(this.#run.losses[i])];
  }

  /** @param {number} position */
  show(position) {
    const at = Math.max(0, Math.floor(position) - 1);
    const past = this.#kept.filter((i) => i <= at).map((i) => this.#place(i));
    set(this.#shown, { points: line(past) });
    const known = !Number.isNaN(this.#run.losses[at]);
    this.#ball.style.display = known ? '' : 'none';
    if (known) {
      const [cx, cy] = this.#place(at);
      set(this.#ball, { cx, cy });
    }
  }
}
