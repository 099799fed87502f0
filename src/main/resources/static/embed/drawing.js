// What the drawings of a figure share: their frame with the ends of both axes, and scales.
// Usage: const { element, plot } = framed('The loss', {x: ['0', '10'], y: ['1e-9', '36']}, 'step', 'loss')
import { svg } from '../js/page/element.js';

export const WIDTH = 320;
export const HEIGHT = 200;
/** The plot lies within; its axes and their words around it. */
export const PLOT = { left: 14, right: WIDTH - 8, top: 20, bottom: HEIGHT - 22 };

/**
 * @param {[from: number, to: number]} ends
 * @param {[from: number, to: number]} places
 * @returns {(value: number) => number}
 */
export function scale([from, to], [start, end]) {
  const factor = to === from ? 0 : (end - start) / (to - from);
  const middle = to === from ? (start + end) / 2 : start;
  return (value) => middle + (value - from) * factor;
}

/**
 * @param {string} label
 * @param {{x: [string, string], y: [string, string]}} ends the words at the ends of the axes
 * @param {{x: string, y: string}} names
 */
export function framed(label, ends, names) {
  const plot = svg('g');
  const { left, right, top, bottom } = PLOT;
  const title = svg('title', {}, label);
  const element = svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label },
    title,
    svg('path', { class: 'axis', d: `M${left} ${top}V${bottom}H${right}` }),
    plot,
    svg('text', { x: left, y: 12 }, `${names.y} ${ends.y[1]}`),
    svg('text', { x: left + 4, y: bottom - 4, class: 'low' }, ends.y[0]),
    svg('text', { x: left, y: HEIGHT - 6 }, ends.x[0]),
    svg('text', { x: (left + right) / 2, y: HEIGHT - 6, class: 'middle' }, names.x),
    svg('text', { x: right, y: HEIGHT - 6, class: 'end' }, ends.x[1]),
  );
  return { element, plot };
}

/**
 * Returns the least and the greatest number, apart from NaN; 0 and 0 where there is none.
 *
 * @param {number[]} values
 * @returns {[least: number, greatest: number]}
 */
export function extent(values) {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) {
      least = value;
    }
    if (value > greatest) {
      greatest = value;
    }
  }
  return least > greatest ? [0, 0] : [least, greatest];
}

/** @param {[number, number][]} points */
export const line = (points) => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
