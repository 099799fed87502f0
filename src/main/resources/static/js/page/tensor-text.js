// A tensor in a few characters: its numbers where they are few, else its size.
// Usage: brief(-24) → '−24'; brief([[1, 2], [3, 4]]) → '[1, 2, 3, 4]'; brief({norm: 3}) → '‖3‖' (its norm)
import { number } from './format.js';

const MOST = 3;

export function short(value) {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.01 || value === 0 ? 3 : 5;
  return value === null ? '∞' : number(value, digits);
}

export function brief(value) {
  if (typeof value === 'number' || value === null) {
    return short(value);
  }
  if (!Array.isArray(value)) {
    return `‖${short(value?.norm ?? null)}‖`;
  }
  const all = value.flat(Infinity);
  if (all.length === 1) {
    return short(all[0]);
  }
  return all.length <= MOST ? `[${all.map(short).join(', ')}]` : `${dims(value)} ‖${short(Math.hypot(...all))}‖`;
}

function dims(value) {
  return Array.isArray(value[0]) ? `${value.length}×${dims(value[0])}` : String(value.length);
}
