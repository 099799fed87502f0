// The loss over two weights as a map: contours, the jumps so far, and the ball.
// Usage: const plane = new BowlPlane(redraw); plane.show({track, surfaces, window, position, others})
import { set, svg } from '../../page/element.js';
import { number } from '../../page/format.js';
import { axes, roomBeside } from '../chart/axes.js';
import { scale } from '../chart/scale.js';
import { Sized } from '../chart/sized.js';
import { contours } from './contours.js';
import { PlaneOthers } from './plane-others.js';
import { ruler } from './ruler.js';
import { titled } from './words.js';

/**
 * @import { Scale } from '../chart/scale.js'
 * @import { Other } from './others.js'
 * @import { Track } from './track.js'
 * @import { Window } from './zoom.js'
 *
 * @typedef {object} Scene
 * @property {Track} track
 * @property {Api.Plane[]} surfaces those that are known
 * @property {Window} window
 * @property {number} position
 * @property {Other[]} others
 */

const ROOM = { right: 12, top: 24, bottom: 38 };
const MOST = 600;
/** So many jumps have a point each. */
const POINTS = 60;
const ARROW = 7;

export class BowlPlane {
  #clip = `map-${Math.random().toString(36).slice(2)}`;
  #map = svg('g', { class: 'map' });
  #axes = svg('g', { class: 'axes' });
  #others = new PlaneOthers();
  #path = svg('polyline', { class: 'path' });
  #points = svg('g', { class: 'path-points' });
  #arrow = svg('path', { class: 'arrow' });
  #ball = svg('circle', { class: 'ball', r: 8 });
  #frame = svg('rect', { rx: 6 });
  #sized;
  #left = 48;
  /** @type {Map<Api.Plane, SVGGElement>} */
  #drawn = new Map();
  /** @type {Scale} */
  #toX = scale([0, 1], [0, 1]);
  /** @type {Scale} */
  #toY = scale([0, 1], [0, 1]);
  x = '';
  y = '';
  element = svg(
    'svg',
    { role: 'img', class: 'drawing' },
    svg('clipPath', { id: this.#clip }, this.#frame),
    svg(
      'g',
      { 'clip-path': `url(#${this.#clip})` },
      this.#map,
      this.#others.element,
      this.#path,
      this.#points,
      this.#arrow,
    ),
    this.#axes,
    this.#ball,
  );

  /** @param {() => unknown} redraw */
  constructor(redraw) {
    this.#sized = new Sized(this.element, redraw);
  }

  /** @param {Scene} scene */
  show({ track, surfaces, window, position, others }) {
    const { width, height } = this.#sized;
    const { x: across, y: upwards } = window;
    if (!upwards || !track.y) {
      return;
    }
    const rule = ruler(titled(this.y), upwards, (value) => this.#toY(value));
    this.#left = roomBeside(rule.ends);
    this.#toX = scale(across, [this.#left, width - ROOM.right]);
    this.#toY = scale(upwards, [height - ROOM.bottom, ROOM.top]);
    set(this.#frame, {
      x: this.#left,
      y: ROOM.top,
      width: Math.max(0, width - this.#left - ROOM.right),
      height: Math.max(0, height - ROOM.top - ROOM.bottom),
    });
    this.#contours(surfaces, window);
    this.#axes.replaceChildren(
      ...axes(
        { wide: width, high: height, room: { ...ROOM, left: this.#left } },
        ruler(titled(this.x), across, this.#toX),
        rule,
      ),
    );
    this.#others.show(others, {
      line: (xs, ys, count) => this.#line(xs, ys, count),
      place: (x, y) => this.#place(x, y),
    });
    this.#move(track.x, track.y, position);
  }

  /**
   * Shows the map that fits the window best: the smallest that covers it, on top of the whole one.
   *
   * @param {Api.Plane[]} surfaces
   * @param {Window} window
   */
  #contours(surfaces, { x, y }) {
    const [whole, ...others] = surfaces;
    /** @param {Api.Plane} plane */
    const area = ({ x: { values } }) => values[values.length - 1] - values[0];
    /** @type {(values: number[], ends: [number, number] | null) => boolean} */
    const covers = (values, ends) => {
      const slack = ends ? 1e-6 * (ends[1] - ends[0]) : 0;
      return ends === null || (values[0] <= ends[0] + slack && values[values.length - 1] >= ends[1] - slack);
    };
    const best = others
      .filter((plane) => covers(plane.x.values, x) && covers(plane.y.values, y))
      .sort((a, b) => area(a) - area(b))[0];
    const chosen = best ? [best] : whole ? [whole] : [];
    for (const plane of this.#drawn.keys()) {
      if (!surfaces.includes(plane)) {
        this.#drawn.delete(plane);
      }
    }
    const groups = chosen.map((plane) => {
      const group = this.#drawn.get(plane) ?? contours(plane);
      this.#drawn.set(plane, group);
      const [sx, sy] = [this.#toX(1) - this.#toX(0), this.#toY(1) - this.#toY(0)];
      const [x0, x1] = [plane.x.values[0], plane.x.values[plane.x.values.length - 1]];
      const [y0, y1] = [plane.y.values[0], plane.y.values[plane.y.values.length - 1]];
      set(group, {
        transform: `matrix(${sx * (x1 - x0)} 0 0 ${sy * (y1 - y0)} ${this.#toX(x0)} ${this.#toY(y0)})`,
      });
      return group;
    });
    if (groups.length !== this.#map.childNodes.length || groups.some((group, i) => group !== this.#map.childNodes[i])) {
      this.#map.replaceChildren(...groups);
    }
  }

  /**
   * @param {Api.Finite} x
   * @param {Api.Finite} y
   * @returns {[number, number] | null}
   */
  #place(x, y) {
    return x === null || y === null || x === undefined || y === undefined ? null : [this.#toX(x), this.#toY(y)];
  }

  /**
   * The first places of a path; of a long one every so many, and the last.
   *
   * @param {Api.Finite[]} xs
   * @param {Api.Finite[]} ys
   * @param {number} count
   */
  #line(xs, ys, count) {
    const every = Math.max(1, Math.ceil(count / MOST));
    const chosen = Array.from({ length: Math.ceil(count / every) }, (_, i) => Math.min(count - 1, i * every));
    return [...chosen, count - 1]
      .map((i) => this.#place(xs[i], ys[i]))
      .filter((place) => place !== null)
      .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(' ');
  }

  /**
   * @param {Api.Finite[]} xs
   * @param {Api.Finite[]} ys
   * @param {number} position
   */
  #move(xs, ys, position) {
    const at = Math.floor(position);
    const share = position - at;
    const here = this.#place(xs[at], ys[at]);
    if (!here) {
      return;
    }
    const next = this.#place(xs[at + 1], ys[at + 1]) ?? here;
    const ball = [here[0] + share * (next[0] - here[0]), here[1] + share * (next[1] - here[1])];
    const line = this.#line(xs, ys, at + 1);
    set(this.#path, { points: share > 0 ? `${line} ${ball[0].toFixed(1)},${ball[1].toFixed(1)}` : line });
    const first = Math.max(0, at - POINTS);
    this.#points.replaceChildren(
      ...Array.from({ length: at - first + 1 }, (_, i) => this.#place(xs[first + i], ys[first + i]))
        .filter((place) => place !== null)
        .map(([cx, cy]) => svg('circle', { cx, cy, r: 2.6 })),
    );
    set(this.#arrow, { d: arrow(here, next) });
    set(this.#ball, { cx: ball[0], cy: ball[1] });
    const [x, y] = [xs[at], ys[at]];
    set(this.element, {
      'aria-label': `Map of the loss over ${titled(this.x)} and ${titled(this.y)}; the ball is at ${number(x)}, ${number(y)}`,
    });
  }
}

/**
 * The next jump, with its head; nothing where it is too short to be seen.
 *
 * @param {[number, number]} from
 * @param {[number, number]} to
 */
function arrow(from, to) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < ARROW) {
    return '';
  }
  const [ux, uy] = [dx / length, dy / length];
  /** @param {number} side */
  const barb = (side) =>
    `${(to[0] - ARROW * (ux - side * 0.6 * uy)).toFixed(1)} ${(to[1] - ARROW * (uy + side * 0.6 * ux)).toFixed(1)}`;
  const tip = `${to[0].toFixed(1)} ${to[1].toFixed(1)}`;
  return `M${from[0].toFixed(1)} ${from[1].toFixed(1)}L${tip}M${barb(1)}L${tip}L${barb(-1)}`;
}
