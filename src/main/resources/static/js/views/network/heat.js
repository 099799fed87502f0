// What a unit gives over its inputs, drawn on a small canvas: a map over two, a curve over one, a colour for one row.
// Usage: const canvas = h('canvas', {width: 24, height: 24}); heat(canvas, values, [-1, 1]); curve(canvas, values, [-1, 1])
import { channels, color } from '../../page/theme.js';

/** @typedef {[least: number, greatest: number]} Ends */

/** @type {WeakMap<HTMLCanvasElement, {context: CanvasRenderingContext2D, image: ImageData}>} */
const pictures = new WeakMap();

/**
 * Blue above the middle, orange below it, the ground at it.
 *
 * @param {HTMLCanvasElement} canvas of as many pixels as there are values
 * @param {Float64Array} values row after row
 * @param {Ends} ends
 */
export function heat(canvas, values, [least, greatest]) {
  let picture = pictures.get(canvas);
  if (!picture || picture.image.width !== canvas.width || picture.image.height !== canvas.height) {
    const context = canvas.getContext('2d');
    if (!context) {
      return;
    }
    picture = { context, image: context.createImageData(canvas.width, canvas.height) };
    pictures.set(canvas, picture);
  }
  const { context, image } = picture;
  const { data } = image;
  const ground = channels('map-zero');
  const below = channels('class-0');
  const above = channels('class-1');
  const middle = (least + greatest) / 2;
  const half = (greatest - least) / 2 || 1;
  for (let i = 0; i < values.length; i++) {
    const share = Math.max(-1, Math.min(1, (values[i] - middle) / half));
    const strength = Math.abs(share) ** 0.8;
    const towards = share < 0 ? below : above;
    data[4 * i] = ground[0] + strength * (towards[0] - ground[0]);
    data[4 * i + 1] = ground[1] + strength * (towards[1] - ground[1]);
    data[4 * i + 2] = ground[2] + strength * (towards[2] - ground[2]);
    data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Float64Array} values from the left to the right
 * @param {Ends} ends
 */
export function curve(canvas, values, [least, greatest]) {
  const context = canvas.getContext('2d');
  if (!context) {
    return;
  }
  const { width, height } = canvas;
  const y = (/** @type {number} */ value) => height * (0.9 - (0.8 * (value - least)) / (greatest - least || 1));
  context.clearRect(0, 0, width, height);
  context.fillStyle = color('map-zero');
  context.fillRect(0, 0, width, height);
  context.strokeStyle = color('line');
  context.lineWidth = height / 40;
  context.beginPath();
  context.moveTo(0, y(0));
  context.lineTo(width, y(0));
  context.stroke();
  context.strokeStyle = color('accent');
  context.lineWidth = height / 14;
  context.beginPath();
  for (let i = 0; i < values.length; i++) {
    context.lineTo((width * i) / (values.length - 1), Math.max(-height, Math.min(2 * height, y(values[i]))));
  }
  context.stroke();
}

/**
 * The ends of a scale with 0 in the middle that holds all values.
 *
 * @param {Float64Array} values
 * @returns {Ends}
 */
export function around(values) {
  let most = 0;
  for (const value of values) {
    most = Math.max(most, Math.abs(value));
  }
  return [-(most || 1), most || 1];
}
