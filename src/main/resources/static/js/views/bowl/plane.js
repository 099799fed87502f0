// The loss over two weights as a map: contours, the path so far, and the ball.
// Usage: const plane = new BowlPlane(); plane.surface(found, ghost); plane.move(run, 2.5)
import { set, svg } from '../../page/element.js';
import { number } from '../../page/format.js';
import { axes } from '../chart/axes.js';
import { scale } from '../chart/scale.js';
import { stepAt } from '../chart/series.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Ends, Scale } from '../chart/scale.js'
 */

const WIDE = 480;
const HIGH = 330;
const ROOM = { left: 60, right: 10, top: 20, bottom: 38 };
const LEVELS = 14;
const MOST = 500;

export class BowlPlane {
  #clip = `map-${Math.random().toString(36).slice(2)}`;
  #map = svg('g', { class: 'map', 'clip-path': `url(#${this.#clip})` });
  #axes = svg('g', { class: 'axes' });
  #ghost = svg('polyline', { class: 'ghost-path', 'clip-path': `url(#${this.#clip})` });
  #path = svg('polyline', { class: 'path', 'clip-path': `url(#${this.#clip})` });
  #ball = svg('circle', { class: 'ball', r: 8 });
  /** @type {Api.Path} */
  #found = { step: [], x: [], y: [], loss: [] };
  /** @type {Scale} */
  #toX = scale([0, 1], [0, 1]);
  /** @type {Scale} */
  #toY = scale([0, 1], [0, 1]);
  x = '';
  y = '';
  element = svg(
    'svg',
    { viewBox: `0 0 ${WIDE} ${HIGH}`, role: 'img', class: 'drawing' },
    svg(
      'clipPath',
      { id: this.#clip },
      svg('rect', {
        x: ROOM.left,
        y: ROOM.top,
        width: WIDE - ROOM.left - ROOM.right,
        height: HIGH - ROOM.top - ROOM.bottom,
        rx: 6,
      }),
    ),
    this.#map,
    this.#axes,
    this.#ghost,
    this.#path,
    this.#ball,
  );

  /**
   * @param {Api.Plane} found
   * @param {Run | null} ghost
   */
  surface(found, ghost) {
    this.x = found.x.name;
    this.y = found.y.name;
    this.#found = found.path;
    const [xs, ys] = [found.x.values, found.y.values];
    /** @type {Ends} */
    const across = [xs[0], xs[xs.length - 1]];
    /** @type {Ends} */
    const upwards = [ys[0], ys[ys.length - 1]];
    this.#toX = scale(across, [ROOM.left, WIDE - ROOM.right]);
    this.#toY = scale(upwards, [HIGH - ROOM.bottom, ROOM.top]);
    this.#contours(found.rows, xs.length, ys.length);
    this.#axes.replaceChildren(
      ...axes(
        { wide: WIDE, high: HIGH, room: ROOM },
        { name: this.x, ends: across, scale: this.#toX },
        { name: this.y, ends: upwards, scale: this.#toY },
      ),
    );
    set(this.#ghost, { points: ghost ? this.#points(...this.#weights(ghost)) : '' });
  }

  /**
   * Levels that lie closer together the lower they are: the floor of a valley is what is of interest.
   *
   * @param {Api.Finite[][]} rows
   * @param {number} columns
   * @param {number} lines
   */
  #contours(rows, columns, lines) {
    const values = rows.flat();
    const known = values.filter((value) => value !== null);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const levels = Array.from({ length: LEVELS }, (_, i) => low + (high - low) * (i / LEVELS) ** 2.2);
    const grid = values.map((value) => value ?? high);
    const x = scale([0.5, columns - 0.5], [ROOM.left, WIDE - ROOM.right]);
    const y = scale([0.5, lines - 0.5], [HIGH - ROOM.bottom, ROOM.top]);
    const shapes = globalThis.d3.contours().size([columns, lines]).thresholds(levels)(grid);
    /** @param {number[][]} points */
    const ring = (points) => `M${points.map(([px, py]) => `${x(px).toFixed(1)} ${y(py).toFixed(1)}`).join('L')}Z`;
    this.#map.replaceChildren(
      ...shapes.map(({ coordinates }, i) =>
        svg('path', { class: `level level-${i}`, d: coordinates.flat().map(ring).join('') }),
      ),
    );
  }

  /** @param {Run} run */
  #isKnown(run) {
    return run.weights.has(this.x) && run.weights.has(this.y);
  }

  /**
   * Returns the recorded values of both weights; none if only the surface knows these directions.
   *
   * @param {Run} run
   * @returns {[x: Api.Finite[], y: Api.Finite[]]}
   */
  #weights(run) {
    return this.#isKnown(run) ? [run.weights.get(this.x) ?? [], run.weights.get(this.y) ?? []] : [[], []];
  }

  /**
   * The first places of a path; of a long one every so many, and the last.
   *
   * @param {Api.Finite[]} xs
   * @param {Api.Finite[]} ys
   * @param {number} [count]
   */
  #points(xs, ys, count = xs.length) {
    if (count === 0) {
      return '';
    }
    const every = Math.ceil(count / MOST);
    const chosen = Array.from({ length: Math.ceil(count / every) }, (_, i) => Math.min(count - 1, i * every));
    return [...chosen, count - 1].flatMap((i) => this.#place(xs[i], ys[i])).join(' ');
  }

  /**
   * @param {Api.Finite} x
   * @param {Api.Finite} y
   */
  #place(x, y) {
    return x === null || y === null ? [] : [`${this.#toX(x).toFixed(1)},${this.#toY(y).toFixed(1)}`];
  }

  /**
   * @param {Run} run
   * @param {number} position
   */
  move(run, position) {
    const [x, y] = this.#isKnown(run) ? this.#exactly(run, position) : this.#along(stepAt(run, position));
    if (x === null || y === null) {
      return;
    }
    set(this.#ball, { cx: this.#toX(x), cy: this.#toY(y) });
    set(this.element, {
      'aria-label': `Map of the loss over ${this.x} and ${this.y}; the ball is at ${number(x)}, ${number(y)}`,
    });
  }

  /**
   * Draws the path up to a position, and returns where the weights are there.
   *
   * @param {Run} run
   * @param {number} position
   */
  #exactly(run, position) {
    set(this.#path, {
      points: this.#points(...this.#weights(run), Math.floor(position) + 1),
    });
    return [run.weightBetween(this.x, position), run.weightBetween(this.y, position)];
  }

  /**
   * Draws the path up to a step, and returns where on it that is.
   *
   * @param {number} at
   */
  #along(at) {
    const { step, x, y } = this.#found;
    const next = step.findIndex((one) => one > at);
    if (next < 0) {
      set(this.#path, { points: this.#points(x, y) });
      return [x[x.length - 1], y[y.length - 1]];
    }
    const share = (at - step[next - 1]) / (step[next] - step[next - 1]);
    /** @param {number[]} values */
    const between = (values) => values[next - 1] + share * (values[next] - values[next - 1]);
    const here = [between(x), between(y)];
    set(this.#path, { points: this.#points([...x.slice(0, next), here[0]], [...y.slice(0, next), here[1]]) });
    return here;
  }
}
