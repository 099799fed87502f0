// The numbers of a value as a short column, or of a matrix as a few: at most eight lines, then a mark that there are more.
// Usage: lines([0.1, 0.2]) → ['0.100', '0.200'];  lines(-12) → ['−12'];  lines({norm: 3}) → ['‖3‖']
import { brief, short } from '../../page/tensor-text.js';

export const MOST = 8;
const WIDE = 4;
const MORE = '…';

/** @param {Api.Tensor} value */
export function lines(value) {
  if (!Array.isArray(value) || value.length === 0) {
    return [brief(value)];
  }
  const shown = value.slice(0, MOST).map((line) => (Array.isArray(line) ? across(line) : brief(line)));
  return value.length > MOST ? [...shown, MORE] : shown;
}

/** @param {Api.Tensor[]} line */
function across(line) {
  const all = /** @type {any[]} */ (line).flat(Infinity);
  return all.slice(0, WIDE).map(short).join('  ') + (all.length > WIDE ? `  ${MORE}` : '');
}
