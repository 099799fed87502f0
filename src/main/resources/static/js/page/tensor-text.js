// A tensor in a few characters: its numbers if there are only a few, otherwise its shape and norm.
// Usage: brief(-24) → '−24'; brief([[1, 2], [3, 4]]) → '[1, 2, 3, 4]'; brief({norm: 3}) → '‖3‖' (its norm)
import { number } from './format.js';

const MOST = 3;

/** @param {Api.Finite} value */
export function short(value) {
  if (value === null) {
    return '∞';
  }
  const size = Math.abs(value);
  const digits = Number.isInteger(value) ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.01 || value === 0 ? 3 : 5;
  return number(value, digits);
}

/** @param {Api.Tensor | undefined} value */
export function brief(value) {
  if (typeof value === 'number' || value === null) {
    return short(value);
  }
  if (!Array.isArray(value)) {
    return `‖${short(value?.norm ?? null)}‖`;
  }
  const all = flat(value);
  if (all.length === 1) {
    return short(all[0]);
  }
  return all.length <= MOST ? `[${all.map(short).join(', ')}]` : `${dims(value)} ‖${short(norm(all))}‖`;
}

/**
 * @param {any[]} value
 * @returns {Api.Finite[]}
 */
function flat(value) {
  return value.flat(Infinity);
}

/** @param {Api.Finite[]} all */
function norm(all) {
  return all.includes(null) ? null : Math.hypot(.../** @type {number[]} */ (all));
}

/**
 * @param {Api.Tensor[]} value
 * @returns {string}
 */
function dims(value) {
  return Array.isArray(value[0]) ? `${value.length}×${dims(value[0])}` : String(value.length);
}
