// The loss over one weight, with the ball, its tangent, and the steps that it has taken.
// Usage: const line = new BowlLine(); line.surface(found, ghost); line.move(run, 2.5)
import { set, svg } from '../../page/element.js';
import { number } from '../../page/format.js';
import { axes } from '../chart/axes.js';
import { scale } from '../chart/scale.js';

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

  surface(found, ghost) {
    this.x = found.x.name;
    this.xs = found.x.values;
    this.losses = found.losses;
    const known = found.losses.filter((loss) => loss !== null);
    const top = Math.max(...known);
    this.toX = scale([this.xs[0], this.xs.at(-1)], [ROOM.left, WIDE - ROOM.right]);
    this.toY = scale([Math.min(0, ...known), top], [HIGH - ROOM.bottom, ROOM.top]);
    const line = this.xs
      .map((x, i) => [this.toX(x), this.toY(found.losses[i] ?? top)].map((at) => at.toFixed(1)).join(' '))
      .join('L');
    set(this.#curve, { d: `M${line}` });
    set(this.#ground, { d: `M${line}L${WIDE - ROOM.right} ${HIGH - ROOM.bottom}L${ROOM.left} ${HIGH - ROOM.bottom}Z` });
    this.#axes.replaceChildren(
      ...axes(
        { wide: WIDE, high: HIGH, room: ROOM },
        { name: this.x, ends: [this.xs[0], this.xs.at(-1)], scale: this.toX },
        { name: 'loss', ends: [0, top], scale: this.toY },
      ),
    );
    this.#ghosts.replaceChildren(...(ghost?.weights.get(this.x) ?? []).slice(0, 200).map((w) => this.#mark(w)));
    this.drawn = -1;
  }

  /** The loss on the curve over a weight. */
  #height(x) {
    const share = ((x - this.xs[0]) / (this.xs.at(-1) - this.xs[0])) * (this.xs.length - 1);
    const i = Math.min(this.xs.length - 2, Math.max(0, Math.floor(share)));
    const low = this.losses[i] ?? this.losses[i + 1];
    return low + ((this.losses[i + 1] ?? low) - low) * (share - i);
  }

  #mark(x) {
    return svg('circle', { cx: this.toX(x), cy: this.toY(this.#height(x)), r: 4 });
  }

  move(run, position) {
    const x = run.weightBetween(this.x, position);
    const cx = this.toX(x);
    const cy = this.toY(this.#height(x));
    set(this.#ball, { cx, cy: cy - 10 });
    const gap = (this.xs.at(-1) - this.xs[0]) / 60;
    const rise =
      (this.toY(this.#height(x + gap)) - this.toY(this.#height(x - gap))) / (this.toX(x + gap) - this.toX(x - gap));
    const half = 60 / Math.hypot(1, rise);
    set(this.#tangent, { x1: cx - half, y1: cy - half * rise, x2: cx + half, y2: cy + half * rise });
    const upTo = Math.floor(position);
    if (this.drawn !== upTo) {
      this.drawn = upTo;
      const from = Math.max(0, upTo - 200);
      this.#steps.replaceChildren(
        ...Array.from({ length: upTo - from + 1 }, (_, i) => this.#mark(run.weight(this.x, from + i))),
      );
      set(this.element, { 'aria-label': `Loss over ${this.x}; the ball is at ${this.x} = ${number(x)}` });
    }
  }
}
