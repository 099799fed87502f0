// The model of two inputs as a map of what it says, with the training and test points.
// Usage: const plane = new FitPlane(inputs, specification); plane.show(outputs)
import { h, svg } from '../../page/element.js';
import { number, when } from '../../page/format.js';
import { channels } from '../../page/theme.js';
import { scale } from '../chart/scale.js';
import { Sized } from '../chart/sized.js';
import { range } from './inputs.js';

/**
 * @import { Outputs } from '../../network/outputs.js'
 * @import { Inputs, Point } from './inputs.js'
 * @import { OtherFit } from './others.js'
 */

const SIDE = 44;
/** A few points can be larger. */
const FEW = 20;
const CLASSES = 3;

export class FitPlane {
  #map = h('canvas', { width: SIDE, height: SIDE, 'aria-hidden': 'true' });
  #others = svg('g', { class: 'other-fits' });
  /** @type {OtherFit[]} */
  #beside = [];
  #places = svg('g', {});
  #points = svg('svg', { role: 'img' });
  #context = this.#map.getContext('2d');
  /** @type {Outputs | null} */
  #shown = null;
  #image = new ImageData(SIDE, SIDE);

  /**
   * @param {Inputs} inputs
   * @param {Api.Resolved} specification
   */
  constructor(inputs, specification) {
    this.inputs = inputs;
    this.loss = specification.loss.type;
    const all = [...inputs.training, ...inputs.test];
    this.xs = range(all.map(({ x }) => x[0]));
    this.ys = range(all.map(({ x }) => x[1]));
    this.targets = range(
      all.map(({ y }) => y),
      0,
    );
    this.few = inputs.classes.length > 0 || new Set(all.map(({ y }) => y)).size <= CLASSES;
    /** @type {(ends: [low: number, high: number], i: number) => number} */
    const cell = ([low, high], i) => low + ((high - low) * (i + 0.5)) / SIDE;
    this.rows = Array.from({ length: SIDE * SIDE }, (_, i) => [
      cell(this.xs, i % SIDE),
      cell([this.ys[1], this.ys[0]], Math.floor(i / SIDE)),
    ]);
    this.#points.append(this.#places, this.#others);
    this.element = h('div', { class: 'plane' }, this.#map, this.#points);
    const points = `${inputs.training.length} training points and ${inputs.test.length} test points`;
    this.#points.setAttribute(
      'aria-label',
      `Map over ${inputs.names.join(' and ')} of the predictions, with ${points}`,
    );
    this.sized = new Sized(this.#points, () => this.#drawPoints());
    this.#drawPoints();
  }

  /** @param {number} y */
  #shade(y) {
    return this.few
      ? `class-${Math.round(y - (this.inputs.classes.length ? 0 : this.targets[0])) % CLASSES}`
      : y > (this.targets[0] + this.targets[1]) / 2
        ? 'class-1'
        : 'class-0';
  }

  #drawPoints() {
    const { width, height } = this.sized;
    const x = scale(this.xs, [0, width]);
    const y = scale(this.ys, [height, 0]);
    const { training, test } = this.inputs;
    const radius = training.length + test.length <= FEW ? 7 : Math.min(4.5, Math.max(3, width / 110));
    /** @type {(kind: string) => (point: Point) => Element} */
    const point = (kind) => (one) =>
      svg('circle', {
        class: `${kind} ${this.#shade(one.y)}`,
        cx: x(one.x[0]),
        cy: y(one.x[1]),
        r: radius,
      });
    this.#places.replaceChildren(...training.map(point('dot')), ...test.map(point('dot test')));
    this.#drawOthers();
  }

  /**
   * How much the model leans to each class in a row.
   *
   * @param {Outputs} outputs
   * @param {number} row
   * @param {Float64Array} shares what is found
   */
  #lean(outputs, row, shares) {
    const { numbers, rows, width } = outputs;
    if (this.loss === 'crossEntropy') {
      let top = numbers[row];
      for (let k = 1; k < width; k++) {
        top = Math.max(top, numbers[k * rows + row]);
      }
      let sum = 0;
      for (let k = 0; k < width; k++) {
        shares[k] = Math.exp(numbers[k * rows + row] - top);
        sum += shares[k];
      }
      for (let k = 0; k < width; k++) {
        shares[k] /= sum;
      }
      return;
    }
    const [low, high] = this.targets;
    const said = numbers[row];
    shares[1] =
      this.loss === 'bceWithLogits'
        ? 1 / (1 + Math.exp(-said))
        : this.loss === 'bce'
          ? said
          : Math.min(1, Math.max(0, (said - low) / (high - low || 1)));
    shares[0] = 1 - shares[1];
  }

  /** @param {Outputs} outputs */
  show(outputs) {
    this.#shown = outputs;
    const { data } = this.#image;
    const shades = Array.from({ length: CLASSES }, (_, i) => channels(`class-${i}`));
    const count = this.loss === 'crossEntropy' ? outputs.width : 2;
    const shares = new Float64Array(count);
    for (let row = 0; row < outputs.rows; row++) {
      this.#lean(outputs, row, shares);
      let [most, red, green, blue] = [0, 0, 0, 0];
      for (let one = 0; one < count; one++) {
        const share = shares[one];
        const shade = shades[one % CLASSES];
        red += share * shade[0];
        green += share * shade[1];
        blue += share * shade[2];
        most = Math.max(most, share);
      }
      data[4 * row] = red;
      data[4 * row + 1] = green;
      data[4 * row + 2] = blue;
      data[4 * row + 3] = 60 + (130 * (most - 1 / count)) / (1 - 1 / count);
    }
    this.#context?.putImageData(this.#image, 0, 0);
  }

  /** @param {OtherFit[]} others */
  showOthers(others) {
    if (others !== this.#beside) {
      this.#beside = others;
      this.#drawOthers();
    }
  }

  /** Draws the boundaries of other models: where the likeliest class changes. */
  #drawOthers() {
    const contours = globalThis.d3.contours().size([SIDE, SIDE]).thresholds([0]);
    const factor = this.sized.width / SIDE;
    this.#others.replaceChildren(
      ...this.#beside.map(({ shade, outputs }) => {
        const count = this.loss === 'crossEntropy' ? outputs.width : 2;
        const shares = Array.from({ length: outputs.rows }, (_, row) => {
          const one = new Float64Array(count);
          this.#lean(outputs, row, one);
          return one;
        });
        const classes = count === 2 ? [1] : Array.from({ length: count }, (_, one) => one);
        const rings = classes.flatMap((one) => {
          const ahead = shares.map((all) => all[one] - Math.max(...all.filter((_, other) => other !== one)));
          return contours(ahead).flatMap(({ coordinates }) => coordinates.flat());
        });
        return svg('path', { class: `other-fit pin-${shade}`, d: rings.map((ring) => outline(ring, factor)).join('') });
      }),
    );
  }

  /** @param {number} step */
  caption(step) {
    const held = this.inputs.test.length > 0 ? ` Hollow: ${this.inputs.test.length} test points.` : '';
    const [low, high] = this.targets.map((target) => number(target, 2));
    const ground = this.few
      ? 'stronger colour = more confident'
      : `the colour shows the prediction, from ${low} in orange to ${high} in blue`;
    return `${when(step)}: ${ground}.${held}`;
  }

  /** Its colours stand on a canvas, so that another theme has to draw them anew. */
  repaint() {
    if (this.#shown) {
      this.show(this.#shown);
    }
  }
}

/**
 * The part of a ring that lies inside of the map; its edges are no boundary.
 *
 * @param {number[][]} ring
 * @param {number} factor
 */
function outline(ring, factor) {
  let pen = 'M';
  return ring
    .map(([x, y]) => {
      if (x <= 0 || y <= 0 || x >= SIDE || y >= SIDE) {
        pen = 'M';
        return '';
      }
      const part = `${pen}${(x * factor).toFixed(1)} ${(y * factor).toFixed(1)}`;
      pen = 'L';
      return part;
    })
    .join('');
}
