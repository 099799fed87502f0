// An axis whose marks stay short where it is magnified: they count from a round number, which the axis names.
// Usage: const {name, ends, scale} = ruler('w', [2.9999998, 3.0000001], toX) → name 'w − 3', ends [−2e-7, 1e-7]

/** @import { Ends, Scale } from '../chart/scale.js' */

/** A mark says so many digits at most; see tick. */
const DIGITS = 5;

/**
 * @param {string} name
 * @param {Ends} ends
 * @param {Scale} scale
 */
export function ruler(name, [from, to], scale) {
  const largest = Math.max(Math.abs(from), Math.abs(to));
  const digits = Math.ceil(Math.log10(largest / (to - from)));
  if (!(digits > DIGITS - 2)) {
    return { name, ends: /** @type {Ends} */ ([from, to]), scale };
  }
  const base = Number(((from + to) / 2).toPrecision(Math.min(15, digits)));
  return {
    name: base < 0 ? `${name} + ${-base}` : `${name} − ${base}`,
    ends: /** @type {Ends} */ ([from - base, to - base]),
    /** @param {number} value */
    scale: (value) => scale(value + base),
  };
}

/**
 * A number of a run in a sentence: no digits that say nothing.
 *
 * @param {number} value
 * @param {number} [digits] how many at most
 */
export function plain(value, digits = 4) {
  const round = Number(value.toPrecision(digits));
  const size = Math.abs(round);
  return (size >= 1e6 || (size > 0 && size < 1e-4) ? round.toExponential().replace('+', '') : String(round)).replaceAll(
    '-',
    '−',
  );
}
