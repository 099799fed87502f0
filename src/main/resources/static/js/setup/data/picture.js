// Points as a small picture: what a generator gives, what a data set has; digits as grey values.
// Usage: place.append(picture(points, [56, 42])); shades(points) → [0, 1, 1]
import { svg } from '../../page/element.js';
import { pointScale } from './point-scale.js';

/** An image of this many numbers is square, and is drawn as one. */
const LEAST_IMAGE = 16;

/**
 * The colour of each row: its class, or which half of the range a quantity is in.
 *
 * @param {Api.Points} points
 */
export function shades({ classes, columns }) {
  const target = columns[columns.length - 1];
  if (classes.length > 0) {
    return target.map((value) => value % 3);
  }
  const middle = (Math.min(...target) + Math.max(...target)) / 2;
  return target.map((value) => (value > middle ? 1 : 0));
}

/**
 * @param {Api.Points} points
 * @param {[wide: number, high: number]} size
 * @param {number} [radius]
 */
export function picture(points, [wide, high], radius = 1.6) {
  const { inputs, columns, test } = points;
  const drawing = svg('svg', { viewBox: `0 0 ${wide} ${high}`, class: 'picture', 'aria-hidden': 'true' });
  if (inputs.length >= LEAST_IMAGE) {
    drawing.append(...image(columns, [wide, high]));
    return drawing;
  }
  const two = inputs.length > 1;
  // The last two inputs: of the iris the lengths and widths of petals, which part the species best.
  const xs = columns[two ? inputs.length - 2 : 0];
  const ys = columns[two ? inputs.length - 1 : inputs.length];
  const spots = xs.map((x, i) => ({ x, y: ys[i] }));
  const scale = pointScale(spots, [wide, high], 2);
  const colors = two ? shades(points) : xs.map(() => 1);
  drawing.append(
    ...spots.map(({ x, y }, i) =>
      svg('circle', {
        class: `dot class-${colors[i]}${test[i] ? ' test' : ''}`,
        cx: scale.x.to(x).toFixed(1),
        cy: scale.y.to(y).toFixed(1),
        r: radius,
      }),
    ),
  );
  return drawing;
}

/**
 * The first row as a square of grey values.
 *
 * @param {number[][]} columns
 * @param {[number, number]} size
 */
function image(columns, [wide, high]) {
  const pixels = columns.slice(0, -1).map((column) => column[0]);
  const side = Math.round(Math.sqrt(pixels.length));
  const most = Math.max(...pixels, 1);
  const edge = high / side;
  return pixels.map((value, i) =>
    svg('rect', {
      class: 'pixel',
      x: ((wide - high) / 2 + (i % side) * edge).toFixed(2),
      y: (Math.floor(i / side) * edge).toFixed(2),
      width: edge.toFixed(2),
      height: edge.toFixed(2),
      'fill-opacity': (value / most).toFixed(2),
    }),
  );
}
