// From numbers to places on a drawing, and marks for an axis.
// Usage: const x = scale([-1, 7], [40, 580]); x(3); ticks(-1, 7, 5)

/**
 * @typedef {[from: number, to: number]} Ends
 * @typedef {(value: number) => number} Scale
 * @param {Ends} ends
 * @param {Ends} places
 * @returns {Scale}
 */
export function scale([from, to], [start, end]) {
  const factor = (end - start) / (to - from || 1);
  return (value) => start + (value - from) * factor;
}

/** @type {(from: number, to: number, n: number) => number[]} */
export const ticks = (from, to, n) => globalThis.d3.ticks(from, to, n);
