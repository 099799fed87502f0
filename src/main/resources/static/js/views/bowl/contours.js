// The contours of a map of the loss, in a square of size 1; the levels lie closer together the lower they are, because the
// floor of a valley is what is of interest.
// Usage: map.append(contours(found))
import { svg } from '../../page/element.js';
import { scale } from '../chart/scale.js';

const LEVELS = 14;

/** @param {Api.Plane} plane */
export function contours({ rows, x: { values: xs }, y: { values: ys } }) {
  const values = rows.flat();
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const levels = Array.from({ length: LEVELS }, (_, i) => low + (high - low) * (i / LEVELS) ** 2.2);
  const grid = values.map((value) => value ?? high);
  const x = scale([0.5, xs.length - 0.5], [0, 1]);
  const y = scale([0.5, ys.length - 0.5], [0, 1]);
  const shapes = globalThis.d3.contours().size([xs.length, ys.length]).thresholds(levels)(grid);
  /** @param {number[][]} points */
  const ring = (points) => `M${points.map(([px, py]) => `${x(px).toFixed(4)} ${y(py).toFixed(4)}`).join('L')}Z`;
  return svg(
    'g',
    {},
    shapes.map(({ coordinates }, i) =>
      svg('path', { class: `level level-${i}`, d: coordinates.flat().map(ring).join('') }),
    ),
  );
}
