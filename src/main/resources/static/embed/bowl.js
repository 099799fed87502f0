// The loss over one weight as a curve, over two as a map; and where the run stands on it.
// Usage: const bowl = new Bowl(surface, run); place.append(bowl.element); bowl.show(2.5)
import { set, svg } from '../js/page/element.js';
import { number, tick } from '../js/page/format.js';
import { extent, framed, line, PLOT, scale } from './drawing.js';

/**
 * @import { Replay } from './capsule.js'
 * @import { Surface } from './surface.js'
 */

const LEVELS = 14;
/** The map's levels lie closer together the lower they are. */
const BEND = 2.2;

/**
 * Returns the losses as levels from 0, the lowest; of one that is not finite, the highest.
 *
 * @param {number[][]} rows
 */
export function levels(rows) {
  const [low, high] = extent(rows.flat());
  return rows.map((row) =>
    row.map((loss) => {
      const share = (loss - low) / (high - low);
      return Number.isNaN(share) ? LEVELS - 1 : Math.min(LEVELS - 1, Math.floor(LEVELS * share ** (1 / BEND)));
    }),
  );
}

export class Bowl {
  #surface;
  #run;
  #x;
  #y;
  #trail = svg('polyline', { class: 'trail' });
  #ball = svg('circle', { class: 'ball', r: 6 });
  element;

  /**
   * @param {Surface} surface
   * @param {Replay} run
   */
  constructor(surface, run) {
    this.#surface = surface;
    this.#run = run;
    const { x, y, rows } = surface;
    const [from, to] = [x.values[0], x.values[x.values.length - 1]];
    this.#x = scale([from, to], [PLOT.left, PLOT.right]);
    const ends = y ? [y.values[0], y.values[y.values.length - 1]] : extent(rows[0]);
    this.#y = scale([ends[0], ends[1]], [PLOT.bottom - (y ? 0 : 8), PLOT.top + (y ? 0 : 4)]);
    const { element, plot } = framed(
      y ? `The loss over ${x.name} and ${y.name}, and the path of the run` : `The loss over ${x.name}`,
      { x: [tick(from), tick(to)], y: y ? [tick(ends[0]), tick(ends[1])] : [number(ends[0]), number(ends[1])] },
      { x: x.name, y: y ? y.name : 'loss' },
    );
    this.element = element;
    plot.append(y ? this.#map() : this.#line(), this.#trail, this.#ball);
  }

  #line() {
    const { x, rows } = this.#surface;
    /** @type {[number, number][]} */
    const points = rows[0].flatMap((loss, i) =>
      Number.isNaN(loss) ? [] : [/** @type {[number, number]} */ ([this.#x(x.values[i]), this.#y(loss)])],
    );
    return svg('polyline', { class: 'floor', points: line(points) });
  }

  /** Neighbours of one level are one rectangle. */
  #map() {
    const found = levels(this.#surface.rows);
    const height = (PLOT.bottom - PLOT.top) / found.length;
    const width = (PLOT.right - PLOT.left) / found[0].length;
    return svg(
      'g',
      { class: 'map' },
      found.flatMap((row, j) => {
        const starts = row.flatMap((level, i) => (i > 0 && row[i - 1] === level ? [] : [i]));
        return starts.map((i, n) => {
          const cell = svg('rect', {
            x: PLOT.left + i * width,
            y: PLOT.bottom - (j + 1) * height,
            width: ((starts[n + 1] ?? row.length) - i) * width,
            height,
          });
          cell.style.setProperty('--level', `${Math.round((100 * row[i]) / (LEVELS - 1))}%`);
          return cell;
        });
      }),
    );
  }

  /**
   * Between two points of the path it lies on the line between them.
   *
   * @param {number} step
   * @returns {[number, number]}
   */
  #at(step) {
    const { path, y } = this.#surface;
    const upwards = y ? path.y : path.loss;
    const next = path.step.findIndex((one) => one >= step);
    const high = next < 0 ? path.step.length - 1 : next;
    const low = Math.max(0, path.step[high] <= step ? high : high - 1);
    const share = high === low ? 0 : (step - path.step[low]) / (path.step[high] - path.step[low]);
    /** @type {(values: number[]) => number} */
    const between = (values) => (share === 0 ? values[low] : values[low] + share * (values[high] - values[low]));
    return [this.#x(between(path.x)), this.#y(between(upwards))];
  }

  /** @param {number} position */
  show(position) {
    const { steps, from } = this.#run;
    const whole = Math.floor(position);
    const step = whole === 0 ? from : steps[whole - 1];
    const next = steps[whole] ?? step;
    const now = step + (position - whole) * (next - step);
    const { path, y } = this.#surface;
    const past = path.step.filter((one) => one < now).map((one) => this.#at(one));
    const here = this.#at(now);
    const known = here.every(Number.isFinite);
    this.#ball.style.display = known ? '' : 'none';
    if (known) {
      set(this.#ball, { cx: here[0], cy: y ? here[1] : here[1] - 6 });
    }
    set(this.#trail, { points: line([...past, here].filter((place) => place.every(Number.isFinite))) });
  }
}
