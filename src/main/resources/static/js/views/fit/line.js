// The model of one input as a line through its points.
// Usage: const line = new FitLine(inputs, specification); place.append(line.element); line.show(outputs)
import { set, svg } from '../../page/element.js';
import { number, when } from '../../page/format.js';
import { axes, roomBeside } from '../chart/axes.js';
import { scale } from '../chart/scale.js';
import { Sized } from '../chart/sized.js';
import { range } from './inputs.js';
import { probabilities } from './probabilities.js';

/**
 * @import { Outputs } from '../../network/outputs.js'
 * @import { Inputs, Point } from './inputs.js'
 * @import { OtherFit } from './others.js'
 */

const ROOM = { right: 12, top: 24, bottom: 38 };
const FAR = 2000;
const POSITIONS = 81;

export class FitLine {
  #axes = svg('g', { class: 'axes' });
  #others = svg('g', { class: 'other-fits' });
  /** @type {OtherFit[]} */
  #beside = [];
  #line = svg('path', { class: 'fitted' });
  #points = svg('g', {});
  #gaps = svg('path', { class: 'gaps' });
  #clip = `fit-${Math.random().toString(36).slice(2)}`;
  #frame = svg('rect', {});
  /** @type {number[]} */
  #says = [];

  /**
   * @param {Inputs} inputs
   * @param {Api.Resolved} specification
   */
  constructor(inputs, specification) {
    this.inputs = inputs;
    this.loss = specification.loss.type;
    const all = [...inputs.training, ...inputs.test];
    const single = new Set(all.map(({ x }) => x[0])).size === 1;
    this.xs = range(single ? [0, ...all.map(({ x }) => 1.6 * x[0])] : all.map(({ x }) => x[0]));
    this.ys = range(single ? [0, ...all.map(({ y }) => 1.6 * y)] : all.map(({ y }) => y), 0.2);
    this.at = Array.from(
      { length: POSITIONS },
      (_, i) => this.xs[0] + ((this.xs[1] - this.xs[0]) * i) / (POSITIONS - 1),
    );
    this.rows = [...this.at.map((x) => [x]), ...inputs.training.slice(0, 60).map(({ x }) => x)];
    this.toX = scale(this.xs, [0, 1]);
    this.toY = scale(this.ys, [1, 0]);
    this.element = svg(
      'svg',
      { class: 'drawing', role: 'img', 'aria-label': 'The data' },
      svg('clipPath', { id: this.#clip }, this.#frame),
      this.#axes,
      svg('g', { 'clip-path': `url(#${this.#clip})` }, this.#gaps, this.#others, this.#line),
      this.#points,
    );
    this.sized = new Sized(this.element, () => this.#place());
    this.#place();
  }

  /** Places the axes and the points, and the line again, where there is another size. */
  #place() {
    const { width: wide, height: high } = this.sized;
    const left = roomBeside(this.ys);
    const [right, floor] = [wide - ROOM.right, high - ROOM.bottom];
    this.toX = scale(this.xs, [left, right]);
    this.toY = scale(this.ys, [floor, ROOM.top]);
    set(this.#frame, {
      x: left,
      y: ROOM.top,
      width: Math.max(0, right - left),
      height: Math.max(0, floor - ROOM.top),
    });
    /** @type {(kind: string) => (point: Point) => Element} */
    const point =
      (kind) =>
      ({ x, y }) =>
        svg('circle', {
          class: kind,
          cx: this.toX(x[0]),
          cy: this.toY(y),
          r: this.inputs.training.length > 80 ? 3 : 5,
        });
    this.#points.replaceChildren(
      ...this.inputs.test.map(point('point test')),
      ...this.inputs.training.map(point('point')),
    );
    this.#axes.replaceChildren(
      ...axes(
        { wide, high, room: { ...ROOM, left } },
        { name: this.inputs.names[0], ends: this.xs, scale: this.toX },
        { name: this.inputs.target, ends: this.ys, scale: this.toY },
      ),
    );
    if (this.#says.length > 0) {
      this.#draw();
      this.#drawOthers();
    }
  }

  /**
   * A number; of two classes the probability of the second, of more the likeliest.
   *
   * @param {Api.Output} output
   */
  #said(output) {
    const shares = probabilities(output, this.loss);
    return !shares ? [output].flat()[0] : shares.length === 2 ? shares[1] : shares.indexOf(Math.max(...shares));
  }

  /** @param {Outputs} outputs */
  show(outputs) {
    this.#says = this.rows.map((_, row) => this.#said(outputs.list(row)));
    this.#draw();
    const where = `${this.inputs.names[0]} = ${number(this.inputs.training[0].x[0])}`;
    const points = `${this.inputs.training.length} points`;
    set(this.element, {
      'aria-label': `The model as a line through ${points}; at ${where} it gives ${number(this.#says[POSITIONS])}`,
    });
  }

  /**
   * The height of a number in the drawing, not too far outside of it.
   *
   * @param {number} y
   */
  #inside(y) {
    return Math.min(FAR, Math.max(-FAR, this.toY(y))).toFixed(1);
  }

  #draw() {
    const ys = this.#says;
    set(this.#line, { d: `M${this.at.map((x, i) => `${this.toX(x).toFixed(1)} ${this.#inside(ys[i])}`).join('L')}` });
    const gaps = this.inputs.training
      .slice(0, 60)
      .map(({ x, y }, i) => `M${this.toX(x[0])} ${this.toY(y)}V${this.#inside(ys[POSITIONS + i])}`);
    set(this.#gaps, { d: gaps.join('') });
  }

  /** @param {OtherFit[]} others */
  showOthers(others) {
    if (others !== this.#beside) {
      this.#beside = others;
      this.#drawOthers();
    }
  }

  #drawOthers() {
    this.#others.replaceChildren(
      ...this.#beside.map(({ shade, outputs }) => {
        const places = this.at.map((x, i) => `${this.toX(x).toFixed(1)} ${this.#inside(this.#said(outputs.list(i)))}`);
        return svg('path', { class: `other-fit pin-${shade}`, d: `M${places.join('L')}` });
      }),
    );
  }

  /** @param {number} step */
  caption(step) {
    const [{ x, y }] = this.inputs.training;
    const [low, high] = this.ys;
    const tells = this.#says.slice(0, POSITIONS).some((one) => one >= low && one <= high)
      ? (this.#even() ?? '')
      : 'The line lies outside this picture.';
    const where = `at ${this.inputs.names[0]} = ${number(x[0], 2)}`;
    const says = `the model says ${number(this.#says[POSITIONS], 3)}, the data ${number(y, 3)}`;
    return `${when(step)}: ${where} ${says}. ${tells}`.trim();
  }

  /** Where a model of two classes gives both the same probability. */
  #even() {
    const line = this.#says.slice(0, POSITIONS);
    const i = line.findIndex((y, at) => at > 0 && (y - 0.5) * (line[at - 1] - 0.5) <= 0);
    if (i < 0 || !probabilities(0, this.loss)) {
      return null;
    }
    const share = (0.5 - line[i - 1]) / (line[i] - line[i - 1] || 1);
    const x = this.at[i - 1] + share * (this.at[i] - this.at[i - 1]);
    return `Its probability is 50 % at ${this.inputs.names[0]} = ${number(x, 2)}.`;
  }
}
