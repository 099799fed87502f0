// Where points stand in a small picture, and back: two scales with a little room.
// Usage: const scale = pointScale(points, [200, 160]); scale.x.to(1.5); scale.x.from(83)

/**
 * @typedef {{x: number, y: number}} Spot
 * @typedef {{to: (value: number) => number, from: (place: number) => number, step: number}} Axis `step` is the number
 * of the axis' units in one place, for rounding
 */

/**
 * @param {number[]} values
 * @returns {[number, number]}
 */
function ends(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!Number.isFinite(low + high)) {
    return [-1, 1];
  }
  if (high === low && high !== 0) {
    return [Math.min(0, 1.6 * low), Math.max(0, 1.6 * high)];
  }
  const gap = (high - low || Math.abs(high) || 1) * 0.12;
  return [low - gap, high + gap];
}

/**
 * @param {[number, number]} domain
 * @param {[number, number]} places
 * @returns {Axis}
 */
function axis([low, high], [from, to]) {
  return {
    to: (value) => from + ((value - low) / (high - low)) * (to - from),
    from: (place) => low + ((place - from) / (to - from)) * (high - low),
    step: Math.abs((high - low) / (to - from)),
  };
}

/**
 * @param {Spot[]} spots
 * @param {[wide: number, high: number]} size
 * @param {number} [room]
 */
export function pointScale(spots, [wide, high], room = 4) {
  return {
    x: axis(ends(spots.map(({ x }) => x)), [room, wide - room]),
    y: axis(ends(spots.map(({ y }) => y)), [high - room, room]),
  };
}

/**
 * A value with as many digits as a picture can show.
 *
 * @param {number} value
 * @param {number} step
 */
export function rounded(value, step) {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  return Number(value.toFixed(Math.min(12, digits)));
}
