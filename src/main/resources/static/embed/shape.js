// The shapes of JSON values, checked one by one; a fault names the place by its pointer.
// Usage: const trace = object(json, '/steps/0'); const name = text(trace.name, '/steps/0/name')

/** What is wrong with a capsule. */
export class CapsuleFault extends Error {}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
export const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/**
 * @param {unknown} value
 * @param {string} at
 * @returns {Record<string, unknown>}
 */
export function object(value, at) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CapsuleFault(`${at} is not a JSON object`);
  }
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {unknown} value
 * @param {string} at
 * @returns {unknown[]}
 */
export function array(value, at) {
  if (!Array.isArray(value)) {
    throw new CapsuleFault(`${at} is not an array`);
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} at
 */
export const objects = (value, at) => array(value, at).map((one, i) => object(one, `${at}/${i}`));

/**
 * @param {unknown} value
 * @param {string} at
 * @returns {string}
 */
export function text(value, at) {
  if (typeof value !== 'string') {
    throw new CapsuleFault(`${at} is not a text`);
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} at
 * @returns {number}
 */
export function number(value, at) {
  if (!isNumber(value)) {
    throw new CapsuleFault(`${at} is not a number`);
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} at
 * @returns {number[]}
 */
export const numbers = (value, at) => array(value, at).map((one, i) => number(one, `${at}/${i}`));

/**
 * Numbers of which some are not finite, and null; they become NaN.
 *
 * @param {unknown} value
 * @param {string} at
 * @returns {number[]}
 */
export const finites = (value, at) =>
  array(value, at).map((one, i) => (one === null ? Number.NaN : number(one, `${at}/${i}`)));
