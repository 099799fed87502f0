// Predictions against targets, for rows with too many inputs for a picture of their own. A prediction on the diagonal
// is right.
// Usage: const parity = new FitParity(inputs); place.append(parity.element); parity.show(outputs)
import { set, svg } from '../../page/element.js';
import { when } from '../../page/format.js';
import { axes } from '../chart/axes.js';
import { scale } from '../chart/scale.js';
import { range } from './inputs.js';

/**
 * @import { Outputs } from '../../network/outputs.js'
 * @import { Inputs, Point } from './inputs.js'
 */

const WIDE = 480;
const HIGH = 330;
const ROOM = { left: 60, right: 12, top: 20, bottom: 38 };
const MOST_ROWS = 200;

export class FitParity {
  #points = svg('g', {});
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
    this.toX = scale(this.ends, [ROOM.left, WIDE - ROOM.right]);
    this.toY = scale(this.ends, [HIGH - ROOM.bottom, ROOM.top]);
    const [low, high] = this.ends;
    set(this.#diagonal, { x1: this.toX(low), y1: this.toY(low), x2: this.toX(high), y2: this.toY(high) });
    this.element = svg(
      'svg',
      { viewBox: `0 0 ${WIDE} ${HIGH}`, class: 'drawing', role: 'img', 'aria-label': 'Predictions against targets' },
      svg(
        'g',
        { class: 'axes' },
        axes(
          { wide: WIDE, high: HIGH, room: ROOM },
          { name: `${inputs.target} in the data`, ends: this.ends, scale: this.toX },
          { name: 'predicted by the model', ends: this.ends, scale: this.toY },
        ),
      ),
      this.#diagonal,
      this.#points,
    );
  }

  /** @param {Outputs} outputs */
  show(outputs) {
    /** @param {number} y */
    const inside = (y) => Math.min(HIGH, Math.max(0, this.toY(y)));
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
