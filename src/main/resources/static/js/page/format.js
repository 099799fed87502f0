// Numbers for people: few digits, a real minus sign. The exact value stays in the element.
// Usage: number(0.0576) → '0.0576';  exact(0.1 + 0.2) → <data value="0.30000000000000004">0.3000</data>
import { h } from './element.js';

/**
 * @param {number | null | undefined} value
 * @param {number} [digits]
 */
export function number(value, digits = 4) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  const size = Math.abs(value);
  const text =
    value === 0
      ? '0'
      : size >= 1e6 || size < 1e-4
        ? value.toExponential(2).replace('+', '')
        : value.toFixed(size >= 1000 ? Math.min(1, digits) : digits);
  return text.replaceAll('-', '−');
}

/**
 * A number on an axis, as short as it can be said: 0, 0.5, 1e7.
 *
 * @param {number} value
 */
export function tick(value) {
  const round = Number(value.toPrecision(6));
  const size = Math.abs(round);
  return (size >= 1e6 || (size > 0 && size < 1e-4) ? round.toExponential().replace('+', '') : String(round)).replaceAll(
    '-',
    '−',
  );
}

/**
 * @param {number | null | undefined} value
 * @param {number} [digits]
 */
export function exact(value, digits) {
  return h('data', { value: value ?? '', title: value ?? '' }, number(value, digits));
}

/**
 * A number as short as it can be typed.
 *
 * @param {number} value
 */
export function typed(value) {
  return String(Number(Number(value).toPrecision(3)));
}

/**
 * When a weight stands as it does.
 *
 * @param {number} step
 */
export function when(step) {
  return step === 0 ? 'Before the first step' : `After step ${step}`;
}
