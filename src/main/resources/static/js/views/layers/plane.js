// Numbers of a layer as planes of pixels: an image has one for each channel, a sequence one, a vector a plane of one line.
// Usage: const plane = planeOf(output, [4, 6, 6], 3); paint(canvas, plane, ends); elementAt([4, 6, 6], 3, 0, 5) → [3, 0, 5]
import { heat } from '../network/heat.js';

/**
 * @import { Ends } from '../network/heat.js'
 *
 * @typedef {{wide: number, high: number, values: Float64Array}} Plane
 */

/**
 * @param {Api.Tensor | undefined} value
 * @returns {Float64Array} its numbers, row-major; 0 for those that are not finite
 */
export const flat = (value) =>
  Float64Array.from([/** @type {any} */ (value)].flat(Infinity), (one) => Number(one ?? 0));

/**
 * Returns how many planes a shape has.
 *
 * @param {number[]} shape
 */
export const planes = (shape) => (shape.length === 3 ? shape[0] : 1);

/**
 * @param {Api.Tensor | undefined} value nested as its shape is
 * @param {number[]} shape
 * @param {number} channel
 * @returns {Plane}
 */
export function planeOf(value, shape, channel) {
  const all = flat(value);
  const [high, wide] = shape.length === 1 ? [1, shape[0]] : shape.slice(-2);
  const from = shape.length === 3 ? channel * high * wide : 0;
  return { wide, high, values: all.subarray(from, from + high * wide) };
}

/**
 * Returns the indices of a pixel in a shape.
 *
 * @param {number[]} shape
 * @param {number} channel
 * @param {number} y
 * @param {number} x
 */
export const elementAt = (shape, channel, y, x) =>
  shape.length === 3 ? [channel, y, x] : shape.length === 2 ? [y, x] : [x];

/**
 * Returns the channel, the line and the column of an element.
 *
 * @param {number[]} element
 */
export function pixelOf(element) {
  const [x = 0, y = 0, channel = 0] = element.toReversed();
  return { channel, y, x };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Plane} plane
 * @param {Ends} ends
 */
export function paint(canvas, { wide, high, values }, ends) {
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  canvas.style.aspectRatio = `${wide} / ${high}`;
  heat(canvas, values, ends);
}

/**
 * Returns the part of a plane that a window covers, in shares of the plane; a part in the padding is cut off.
 *
 * @param {{wide: number, high: number}} plane
 * @param {number[]} from the first element of the window, of a sequence the column alone
 * @param {number[]} size of the window, of a sequence its length alone
 */
export function windowIn({ wide, high }, from, size) {
  const [x, y = 0] = from.toReversed();
  const [across, down = high] = size.toReversed();
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(wide, x + across), Math.min(high, y + down)];
  return {
    left: left / wide,
    top: top / high,
    width: Math.max(0, right - left) / wide,
    height: Math.max(0, bottom - top) / high,
  };
}
