// The weights between drawn units as lines: blue is positive, orange negative, and as wide as the number is large.
// Usage: const links = new Links(svg, columns); links.place(24); links.draw(weights); links.nearest(120, 80, 9)
import { svg } from '../../page/element.js';

/**
 * @import { Weights } from '../../network/model.js'
 * @import { Column } from './layout.js'
 *
 * @typedef {object} Link
 * @property {SVGPathElement} path
 * @property {string} parameter
 * @property {number} index among the parameter's elements
 * @property {string} name such as 0.weight[1][0]
 * @property {Column} to
 * @property {number} unit
 * @property {number} input
 * @property {[x: number, y: number, toX: number, toY: number]} ends
 * @property {string} drawn
 */

export const WIDEST = 6;
const LEAST = 0.35;
const NEAREST_SAMPLES = 12;

/**
 * A round number that is not less: 1, 2 or 5 times a power of 10.
 *
 * @param {number} value
 */
function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5].find((step) => step * power >= value * (1 - 1e-12)) ?? 10);
}

export class Links {
  #svg;
  #columns;
  /** @type {Link[]} */
  #links = [];
  /** @type {Link | null} */
  #lit = null;
  /** The number that the widest line stands for. */
  scale = 1;

  /**
   * @param {SVGSVGElement} element
   * @param {Column[]} columns
   */
  constructor(element, columns) {
    this.#svg = element;
    this.#columns = columns;
  }

  /** @param {number} side of a unit */
  place(side) {
    this.#links = [];
    for (let i = 1; i < this.#columns.length; i++) {
      const [from, to] = [this.#columns[i - 1], this.#columns[i]];
      if (from.kind !== 'block' && to.kind !== 'block') {
        this.#between(from, to, side);
      }
    }
    this.#svg.replaceChildren(...this.#links.map(({ path }) => path));
  }

  /**
   * @param {Column} from
   * @param {Column} to
   * @param {number} side
   */
  #between(from, to, side) {
    for (const [unit, y] of to.ys.entries()) {
      for (const [input, start] of from.ys.entries()) {
        const [x1, x2] = [from.x + side / 2, to.x - side / 2];
        const bend = (x2 - x1) / 2;
        const name = `${to.layer}.weight[${unit}][${input}]`;
        this.#links.push({
          path: svg('path', {
            d: `M${x1} ${start}C${x1 + bend} ${start} ${x2 - bend} ${y} ${x2} ${y}`,
            'data-weight': name,
          }),
          parameter: `${to.layer}.weight`,
          index: unit * from.names.length + input,
          name,
          to,
          unit,
          input,
          ends: [x1, start, x2, y],
          drawn: '',
        });
      }
    }
  }

  /** @param {Weights} numbers weights, or gradients */
  draw(numbers) {
    let most = 0;
    for (const { parameter, index } of this.#links) {
      const size = Math.abs(numbers.get(parameter)?.[index] ?? 0);
      if (Number.isFinite(size)) {
        most = Math.max(most, size);
      }
    }
    this.scale = most > 0 ? round(most) : 1;
    for (const link of this.#links) {
      const value = numbers.get(link.parameter)?.[link.index] ?? 0;
      const share = Math.min(1, Math.abs(value) / this.scale);
      const width = (LEAST + (WIDEST - LEAST) * share).toFixed(1);
      const drawn = `${value < 0 ? 'minus' : 'plus'} ${width}`;
      if (drawn !== link.drawn) {
        link.drawn = drawn;
        link.path.style.strokeWidth = width;
        link.path.style.strokeOpacity = (0.3 + 0.7 * Math.sqrt(share)).toFixed(2);
        link.path.setAttribute('class', `link ${value < 0 ? 'minus' : 'plus'}${link === this.#lit ? ' lit' : ''}`);
      }
    }
  }

  /**
   * The line that is nearest to a place, if one is near.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} near
   */
  nearest(x, y, near) {
    let best = near * near;
    let found = null;
    for (const link of this.#links) {
      const [x1, y1, x2, y2] = link.ends;
      if (x < x1 || x > x2) {
        continue;
      }
      for (let i = 0; i <= NEAREST_SAMPLES; i++) {
        const t = i / NEAREST_SAMPLES;
        const u = 1 - t;
        const along = 3 * t * u * 0.5 + t * t * t;
        const atX = x1 + (x2 - x1) * along;
        const atY = y1 + (y2 - y1) * (3 * t * t * u + t * t * t);
        const away = (atX - x) ** 2 + (atY - y) ** 2;
        if (away < best) {
          best = away;
          found = link;
        }
      }
    }
    return found;
  }

  /** @param {Link | null} link */
  light(link) {
    if (link !== this.#lit) {
      this.#lit?.path.classList.remove('lit');
      link?.path.classList.add('lit');
      this.#lit = link;
    }
  }
}
