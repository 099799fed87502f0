// The loss over one weight, with the ball, its tangent, and the steps that it has taken.
// Usage: const line = new BowlLine(); line.surface(found, ghost); line.move(run, 2.5)
import { set, svg } from '../../page/element.js';
import { number } from '../../page/format.js';
import { axes } from '../chart/axes.js';
import { scale } from '../chart/scale.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Scale } from '../chart/scale.js'
 */

const WIDE = 480;
const HIGH = 330;
const ROOM = { left: 60, right: 14, top: 20, bottom: 38 };

export class BowlLine {
  #axes = svg('g', { class: 'axes' });
  #ground = svg('path', { class: 'ground' });
  #curve = svg('path', { class: 'slope' });
  #ghosts = svg('g', { class: 'ghosts' });
  #steps = svg('g', { class: 'steps' });
  #tangent = svg('line', { class: 'tangent' });
  #ball = svg('circle', { class: 'ball', r: 10 });
  #drawn = -1;
  #top = 0;
  /** @type {[from: number, to: number]} */
  #ends = [0, 1];
  /** @type {Api.Finite[]} */
  #losses = [];
  /** @type {Scale} */
  #toX = scale([0, 1], [0, 1]);
  /** @type {Scale} */
  #toY = scale([0, 1], [0, 1]);
  x = '';
  element = svg(
    'svg',
    { viewBox: `0 0 ${WIDE} ${HIGH}`, role: 'img', class: 'drawing' },
    this.#axes,
    this.#ground,
    this.#curve,
    this.#ghosts,
    this.#steps,
    this.#tangent,
    this.#ball,
  );

  /**
   * @param {Api.Line} found
   * @param {Run | null} ghost
   */
  surface(found, ghost) {
    this.x = found.x.name;
    const xs = found.x.values;
    const known = found.losses.filter((loss) => loss !== null);
    const top = Math.max(...known);
    this.#ends = [xs[0], xs[xs.length - 1]];
    this.#losses = found.losses;
    this.#top = top;
    this.#toX = scale(this.#ends, [ROOM.left, WIDE - ROOM.right]);
    this.#toY = scale([Math.min(0, ...known), top], [HIGH - ROOM.bottom, ROOM.top]);
    const line = xs
      .map((x, i) => [this.#toX(x), this.#toY(found.losses[i] ?? top)].map((at) => at.toFixed(1)).join(' '))
      .join('L');
    set(this.#curve, { d: `M${line}` });
    set(this.#ground, { d: `M${line}L${WIDE - ROOM.right} ${HIGH - ROOM.bottom}L${ROOM.left} ${HIGH - ROOM.bottom}Z` });
    this.#axes.replaceChildren(
      ...axes(
        { wide: WIDE, high: HIGH, room: ROOM },
        { name: this.x, ends: this.#ends, scale: this.#toX },
        { name: 'loss', ends: [0, top], scale: this.#toY },
      ),
    );
    this.#ghosts.replaceChildren(...(ghost?.weights.get(this.x) ?? []).slice(0, 200).flatMap((w) => this.#mark(w)));
    this.#drawn = -1;
  }

  /**
   * The loss on the curve over a weight.
   *
   * @param {number} x
   */
  #height(x) {
    const [from, to] = this.#ends;
    const last = this.#losses.length - 1;
    const share = ((x - from) / (to - from)) * last;
    const i = Math.min(last - 1, Math.max(0, Math.floor(share)));
    const low = this.#losses[i] ?? this.#losses[i + 1] ?? this.#top;
    return low + ((this.#losses[i + 1] ?? low) - low) * (share - i);
  }

  /** @param {Api.Finite | undefined} x */
  #mark(x) {
    return x === null || x === undefined
      ? []
      : [svg('circle', { cx: this.#toX(x), cy: this.#toY(this.#height(x)), r: 4 })];
  }

  /**
   * @param {Run} run
   * @param {number} position
   */
  move(run, position) {
    const x = run.weightBetween(this.x, position);
    if (x === null) {
      return;
    }
    const cx = this.#toX(x);
    const cy = this.#toY(this.#height(x));
    set(this.#ball, { cx, cy: cy - 10 });
    const [from, to] = this.#ends;
    const gap = (to - from) / 60;
    const up = this.#toY(this.#height(x + gap)) - this.#toY(this.#height(x - gap));
    const rise = up / (this.#toX(x + gap) - this.#toX(x - gap));
    const half = 60 / Math.hypot(1, rise);
    set(this.#tangent, { x1: cx - half, y1: cy - half * rise, x2: cx + half, y2: cy + half * rise });
    const upTo = Math.floor(position);
    if (this.#drawn !== upTo) {
      this.#drawn = upTo;
      const first = Math.max(0, upTo - 200);
      this.#steps.replaceChildren(
        ...Array.from({ length: upTo - first + 1 }, (_, i) => this.#mark(run.weight(this.x, first + i))).flat(),
      );
      set(this.element, { 'aria-label': `Loss over ${this.x}; the ball is at ${this.x} = ${number(x)}` });
    }
  }
}
