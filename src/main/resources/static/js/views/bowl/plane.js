// The loss over two weights as a map: contours, the path so far, and the ball.
// Usage: const plane = new BowlPlane(); plane.surface(found, ghost); plane.move(run, 2.5)
import { set, svg } from '../../page/element.js';
import { number } from '../../page/format.js';
import { axes } from '../chart/axes.js';
import { scale } from '../chart/scale.js';
import { stepAt } from '../chart/series.js';

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

  surface(found, ghost) {
    this.x = found.x.name;
    this.y = found.y.name;
    this.found = found;
    const [xs, ys] = [found.x.values, found.y.values];
    this.toX = scale([xs[0], xs.at(-1)], [ROOM.left, WIDE - ROOM.right]);
    this.toY = scale([ys[0], ys.at(-1)], [HIGH - ROOM.bottom, ROOM.top]);
    this.#contours(found.rows, xs.length, ys.length);
    this.#axes.replaceChildren(
      ...axes(
        { wide: WIDE, high: HIGH, room: ROOM },
        { name: this.x, ends: [xs[0], xs.at(-1)], scale: this.toX },
        { name: this.y, ends: [ys[0], ys.at(-1)], scale: this.toY },
      ),
    );
    const before =
      ghost && this.#isKnown(ghost) ? this.#points(ghost.weights.get(this.x), ghost.weights.get(this.y)) : '';
    set(this.#ghost, { points: before });
  }

  /** Levels that lie closer together the lower they are: the floor of a valley is what is of interest. */
  #contours(rows, columns, lines) {
    const values = rows.flat();
    const known = values.filter((value) => value !== null);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const levels = Array.from({ length: LEVELS }, (_, i) => low + (high - low) * (i / LEVELS) ** 2.2);
    const grid = values.map((value) => value ?? high);
    const x = scale([0.5, columns - 0.5], [ROOM.left, WIDE - ROOM.right]);
    const y = scale([0.5, lines - 0.5], [HIGH - ROOM.bottom, ROOM.top]);
    const shapes = globalThis.d3.contours().size([columns, lines]).thresholds(levels)(grid);
    const ring = (points) => `M${points.map(([px, py]) => `${x(px).toFixed(1)} ${y(py).toFixed(1)}`).join('L')}Z`;
    this.#map.replaceChildren(
      ...shapes.map(({ coordinates }, i) =>
        svg('path', { class: `level level-${i}`, d: coordinates.flat().map(ring).join('') }),
      ),
    );
  }

  #isKnown(run) {
    return run.weights.has(this.x) && run.weights.has(this.y);
  }

  /** The first places of a path; of a long one every so many, and the last. */
  #points(xs, ys, count = xs.length) {
    const every = Math.ceil(count / MOST);
    const chosen = Array.from({ length: Math.ceil(count / every) }, (_, i) => Math.min(count - 1, i * every));
    return [...chosen, count - 1].map((i) => `${this.toX(xs[i]).toFixed(1)},${this.toY(ys[i]).toFixed(1)}`).join(' ');
  }

  move(run, position) {
    const [x, y] = this.#isKnown(run) ? this.#exactly(run, position) : this.#along(stepAt(run, position));
    set(this.#ball, { cx: this.toX(x), cy: this.toY(y) });
    set(this.element, {
      'aria-label': `Map of the loss over ${this.x} and ${this.y}; the ball is at ${number(x)}, ${number(y)}`,
    });
  }

  /** Draws the path up to a position, and returns where the weights are there. */
  #exactly(run, position) {
    set(this.#path, {
      points: this.#points(run.weights.get(this.x), run.weights.get(this.y), Math.floor(position) + 1),
    });
    return [run.weightBetween(this.x, position), run.weightBetween(this.y, position)];
  }

  /** Draws the path up to a step, and returns where on it that is. */
  #along(at) {
    const { step, x, y } = this.found.path;
    const next = step.findIndex((one) => one > at);
    if (next < 0) {
      set(this.#path, { points: this.#points(x, y) });
      return [x.at(-1), y.at(-1)];
    }
    const share = (at - step[next - 1]) / (step[next] - step[next - 1]);
    const between = (values) => values[next - 1] + share * (values[next] - values[next - 1]);
    const here = [between(x), between(y)];
    set(this.#path, { points: this.#points([...x.slice(0, next), here[0]], [...y.slice(0, next), here[1]]) });
    return here;
  }
}
