// Marks and names along the left and the lower side of a drawing.
// Usage: const x = {name: 'w', ends: [-1, 7], scale: toX};
//        group.replaceChildren(...axes({wide, high, room}, x, {name: 'loss', ends: [0, 36], scale: toY}))
import { svg } from '../../page/element.js';
import { tick } from '../../page/format.js';
import { ticks } from './scale.js';

/** @import { Ends, Scale } from './scale.js' */

const NAME = 26;
/** About how wide a digit of a mark is, and how much lies between two marks. */
const DIGIT = 7.2;
const GAP = 12;
const MOST = 6;

/**
 * As many marks as there is room for, so that they do not run into each other.
 *
 * @param {Axis} axis
 */
function below({ ends, scale }) {
  const room = Math.abs(scale(ends[1]) - scale(ends[0]));
  for (let count = MOST; count > 1; count--) {
    const marks = ticks(...ends, count);
    const longest = Math.max(...marks.map((at) => tick(at).length));
    if (marks.length * (longest * DIGIT + GAP) <= room + GAP) {
      return marks;
    }
  }
  return ticks(...ends, 1);
}

/**
 * How much room the marks along the left side take.
 *
 * @param {Ends} ends
 */
export function roomBeside(ends) {
  return 14 + DIGIT * Math.max(3, ...ticks(...ends, 5).map((at) => tick(at).length));
}

/**
 * @typedef {{wide: number, high: number, room: {left: number, right: number, top: number, bottom: number}}} Drawing
 * @typedef {{name: string, ends: Ends, scale: Scale}} Axis
 * @param {Drawing} drawing
 * @param {Axis} x
 * @param {Axis} y
 */
export function axes({ wide, high, room }, x, y) {
  const marks = below(x).map((at) =>
    svg('text', { class: 'tick middle', x: x.scale(at), y: high - room.bottom + 18 }, tick(at)),
  );
  const beside = ticks(...y.ends, 5)
    .filter((at) => y.scale(at) > NAME)
    .map((at) => svg('text', { class: 'tick end', x: room.left - 8, y: y.scale(at) + 4 }, tick(at)));
  return [
    ...marks,
    ...beside,
    svg('text', { class: 'name end', x: wide - room.right, y: high - 4 }, x.name),
    svg('text', { class: 'name', x: 2, y: 12 }, y.name),
  ];
}
