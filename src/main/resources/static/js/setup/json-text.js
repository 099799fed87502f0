// JSON as readable text, and the position of each value in it.
// Usage: pretty(specification); const [start, end] = places(text).get('/optimizer/type')
import { join } from '../state/pointer.js';

const SHORT = 64;

/** @type {Range} */
const NOWHERE = [0, 0];

/**
 * Returns JSON with short values on one line and long ones indented.
 *
 * @param {unknown} value
 * @param {string} [indent]
 * @returns {string}
 */
export function pretty(value, indent = '') {
  const short = flat(value);
  if (short.length + indent.length <= SHORT || value === null || typeof value !== 'object') {
    return short;
  }
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((item) => inner + pretty(item, inner))
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${pretty(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${entries.join(',\n')}\n${indent}${close}`;
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function flat(value) {
  if (Array.isArray(value)) {
    return `[${value.map(flat).join(', ')}]`;
  }
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${flat(item)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}

/**
 * Returns the start and end of every value of a JSON text, by pointer; throws a SyntaxError if the text is not JSON.
 *
 * @typedef {[start: number, end: number]} Range
 * @param {string} text
 * @returns {Map<string, Range>}
 */
export function places(text) {
  JSON.parse(text);
  /** @type {Map<string, Range>} */
  const found = new Map();
  let at = 0;
  /** @param {RegExp} pattern */
  const skip = (pattern) => {
    at += pattern.exec(text.slice(at))?.[0].length ?? 0;
  };
  const space = () => skip(/^[\s,:]*/);

  /** @returns {string} */
  function string() {
    const start = at;
    skip(/^"(?:[^"\\]|\\.)*"/);
    return JSON.parse(text.slice(start, at));
  }

  /** @param {string} pointer */
  function value(pointer) {
    space();
    const start = at;
    if (text[at] === '{' || text[at] === '[') {
      inside(pointer, text[at] === '{' ? '}' : ']');
    } else if (text[at] === '"') {
      string();
    } else {
      skip(/^[^\s,\]}]*/);
    }
    found.set(pointer, [start, at]);
  }

  /**
   * @param {string} pointer
   * @param {string} close
   */
  function inside(pointer, close) {
    at++;
    space();
    for (let i = 0; text[at] !== close; i++) {
      value(join(pointer, close === '}' ? string() : i));
      space();
    }
    at++;
  }

  value('');
  return found;
}

/**
 * Returns the position of a pointer's value, or of the nearest value around it.
 *
 * @param {Map<string, Range>} found
 * @param {string} pointer
 */
export function nearest(found, pointer) {
  let known = pointer;
  while (known !== '' && !found.has(known)) {
    known = known.slice(0, Math.max(0, known.lastIndexOf('/')));
  }
  return found.get(known) ?? NOWHERE;
}
