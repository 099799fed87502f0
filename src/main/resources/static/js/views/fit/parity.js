// Predictions against targets, for rows with too many inputs for a picture of their own. A prediction on the diagonal
// is right.
// Usage: const parity = new FitParity(inputs); place.append(parity.element); parity.show(outputs)
import { set, svg } from '../../page/element.js';
import { when } from '../../page/format.js';
import { axes, roomBeside } from '../chart/axes.js';
import { scale } from '../chart/scale.js';
import { Sized } from '../chart/sized.js';
import { range } from './inputs.js';

/**
 * @import { Outputs } from '../../network/outputs.js'
 * @import { Inputs, Point } from './inputs.js'
 */

const ROOM = { right: 12, top: 24, bottom: 38 };
const MOST_ROWS = 200;

export class FitParity {
  #axes = svg('g', { class: 'axes' });
  #points = svg('g', {});
  /** @type {Outputs | null} */
  #shown = null;
  /** @type {SVGCircleElement[]} */
  #dots = [];
  #diagonal = svg('line', { class: 'diagonal' });

  /** @param {Inputs} inputs */
  constructor(inputs) {
    /** @type {(Point & {test?: boolean})[]} */
    this.targets = [
      ...inputs.training.slice(0, MOST_ROWS),
      ...inputs.test.slice(0, MOST_ROWS).map((row) => ({ ...row, test: true })),
    ];
    this.rows = this.targets.map(({ x }) => x);
    this.ends = range(this.targets.flatMap(({ ys }) => ys));
    this.target = inputs.target;
    this.toX = scale(this.ends, [0, 1]);
    this.toY = scale(this.ends, [1, 0]);
    this.element = svg(
      'svg',
      { class: 'drawing', role: 'img', 'aria-label': 'Predictions against targets' },
      this.#axes,
      this.#diagonal,
      this.#points,
    );
    this.sized = new Sized(this.element, () => this.#place());
    this.#place();
  }

  /** Places the axes and the diagonal, and the dots again, where there is another size. */
  #place() {
    const { width: wide, height: high } = this.sized;
    const left = roomBeside(this.ends);
    this.toX = scale(this.ends, [left, wide - ROOM.right]);
    this.toY = scale(this.ends, [high - ROOM.bottom, ROOM.top]);
    const [from, to] = this.ends;
    set(this.#diagonal, { x1: this.toX(from), y1: this.toY(from), x2: this.toX(to), y2: this.toY(to) });
    this.#axes.replaceChildren(
      ...axes(
        { wide, high, room: { ...ROOM, left } },
        { name: `${this.target} in the data`, ends: this.ends, scale: this.toX },
        { name: 'predicted by the model', ends: this.ends, scale: this.toY },
      ),
    );
    this.#dots = [];
    this.#points.replaceChildren();
    if (this.#shown) {
      this.show(this.#shown);
    }
  }

  /** @param {Outputs} outputs */
  show(outputs) {
    this.#shown = outputs;
    const [low, high] = [this.toY(this.ends[0]), this.toY(this.ends[1])];
    /** @param {number} y */
    const inside = (y) => Math.min(low, Math.max(high, this.toY(y)));
    let next = 0;
    for (const [row, { ys, test }] of this.targets.entries()) {
      for (let k = 0; k < outputs.width; k++) {
        const dot = this.#dot(next++, test ? 'point test' : 'point', ys[k]);
        dot.setAttribute('cy', inside(outputs.at(k, row)).toFixed(1));
      }
    }
  }

  /**
   * A dot stays where its target is; only what the model says moves it.
   *
   * @param {number} i
   * @param {string} kind
   * @param {number} target
   */
  #dot(i, kind, target) {
    if (!this.#dots[i]) {
      this.#dots[i] = svg('circle', { class: kind, cx: this.toX(target), r: 4 });
      this.#points.append(this.#dots[i]);
    }
    return this.#dots[i];
  }

  /** @param {number} step */
  caption(step) {
    return `${when(step)}: each dot is a target. On the diagonal it is right.`;
  }
}
