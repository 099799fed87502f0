// Marks and names along the left and the lower side of a drawing.
// Usage: const x = {name: 'w', ends: [-1, 7], scale: toX};
//        group.replaceChildren(...axes({wide, high, room}, x, {name: 'loss', ends: [0, 36], scale: toY}))
import { svg } from '../../page/element.js';
import { tick } from '../../page/format.js';
import { ticks } from './scale.js';

/** @import { Ends, Scale } from './scale.js' */

const NAME = 26;
const LONG = 5;

/**
 * Fewer marks where they are long, so that they do not run into each other.
 *
 * @param {number[]} marks
 * @param {Ends} ends
 */
function few(marks, ends) {
  return marks.some((at) => tick(at).length > LONG) ? ticks(...ends, 3) : marks;
}

/**
 * @typedef {{wide: number, high: number, room: {left: number, right: number, top: number, bottom: number}}} Drawing
 * @typedef {{name: string, ends: Ends, scale: Scale}} Axis
 * @param {Drawing} drawing
 * @param {Axis} x
 * @param {Axis} y
 */
export function axes({ wide, high, room }, x, y) {
  const below = few(ticks(...x.ends, 6), x.ends).map((at) =>
    svg('text', { class: 'tick middle', x: x.scale(at), y: high - room.bottom + 18 }, tick(at)),
  );
  const beside = ticks(...y.ends, 5)
    .filter((at) => y.scale(at) > NAME)
    .map((at) => svg('text', { class: 'tick end', x: room.left - 8, y: y.scale(at) + 4 }, tick(at)));
  return [
    ...below,
    ...beside,
    svg('text', { class: 'name end', x: wide - room.right, y: high - 4 }, x.name),
    svg('text', { class: 'name', x: 2, y: 12 }, y.name),
  ];
}
