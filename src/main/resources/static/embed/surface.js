// The loss over one or two weights, and the path of the run on it.
// Usage: const surface = readSurface(json); surface.path.x[0]
import { array, CapsuleFault, finites, numbers, object, text } from './shape.js';

/**
 * @typedef {{name: string, values: number[]}} Axis
 * @typedef {object} Surface
 * @property {Axis} x
 * @property {Axis | null} y null for a line
 * @property {number[][]} rows the losses along x, one row for each value of y; a line has one; NaN where they are not finite
 * @property {{step: number[], x: number[], y: number[], loss: number[]}} path
 */

const MOST_POSITIONS = 100_000;

/**
 * @param {unknown} json
 * @returns {Surface}
 */
export function readSurface(json) {
  const surface = object(json, '/lossSurface');
  const x = axis(surface.x, '/lossSurface/x');
  const y = surface.y === null || surface.y === undefined ? null : axis(surface.y, '/lossSurface/y');
  const rows = y
    ? array(surface.rows, '/lossSurface/rows').map((row, i) => finites(row, `/lossSurface/rows/${i}`))
    : [finites(surface.losses, '/lossSurface/losses')];
  if (rows.length !== (y?.values.length ?? 1) || rows.some((row) => row.length !== x.values.length)) {
    throw new CapsuleFault('/lossSurface does not have one loss for each position');
  }
  const { step, x: across, y: upwards, loss } = object(surface.path, '/lossSurface/path');
  const path = {
    step: numbers(step, '/lossSurface/path/step'),
    x: numbers(across, '/lossSurface/path/x'),
    y: y ? numbers(upwards, '/lossSurface/path/y') : [],
    loss: finites(loss, '/lossSurface/path/loss'),
  };
  const points = path.step.length;
  if (points === 0 || path.x.length !== points || path.loss.length !== points || (y && path.y.length !== points)) {
    throw new CapsuleFault('/lossSurface/path does not have columns of one length');
  }
  return { x, y, rows, path };
}

/**
 * @param {unknown} json
 * @param {string} at
 * @returns {Axis}
 */
function axis(json, at) {
  const { name, values } = object(json, at);
  const found = numbers(values, `${at}/values`);
  if (found.length < 2 || found.length > MOST_POSITIONS) {
    throw new CapsuleFault(`${at}/values does not have 2 to ${MOST_POSITIONS} numbers`);
  }
  if (found.some((value, i) => i > 0 && value <= found[i - 1])) {
    throw new CapsuleFault(`${at}/values does not ascend`);
  }
  return { name: text(name, `${at}/name`), values: found };
}
