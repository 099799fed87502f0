// JSON pointers (RFC 6901) in a specification. Nothing is changed in place.
// Usage: at(spec, '/optimizer/type'); withValue(spec, '/steps', 20); without(spec, '/batchSize')

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** @param {string} pointer */
function parts(pointer) {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * @param {string} pointer
 * @param {string | number} part
 */
export function join(pointer, part) {
  return `${pointer}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * @param {unknown} value
 * @param {string} pointer
 * @returns {any} whatever JSON is there, undefined if nothing is
 */
export function at(value, pointer) {
  return parts(pointer).reduce(inside, value);
}

/**
 * @param {any} value
 * @param {string} key
 */
function inside(value, key) {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, key) ? value[key] : undefined;
}

/**
 * Returns a copy with one change. A word on the way names a kind: "sgd" is short for {"type": "sgd"}.
 *
 * @param {any} value
 * @param {string[]} path
 * @param {(parent: any, key: string) => void} change
 * @returns {any}
 */
function changed(value, [first, ...rest], change) {
  const copy = Array.isArray(value) ? [...value] : { ...(typeof value === 'string' ? { type: value } : value) };
  if (rest.length > 0) {
    put(copy, first, changed(inside(copy, first) ?? {}, rest, change));
  } else {
    change(copy, first);
  }
  return copy;
}

/**
 * Sets a property, also one of a name that all objects have, such as `__proto__`.
 *
 * @param {any} parent
 * @param {string} key
 * @param {unknown} value
 */
function put(parent, key, value) {
  Object.defineProperty(parent, key, { value, configurable: true, enumerable: true, writable: true });
}

/**
 * @template T
 * @param {T} value
 * @param {string} pointer
 * @param {unknown} next
 * @returns {T}
 */
export function withValue(value, pointer, next) {
  return changed(value, parts(pointer), (parent, key) => put(parent, key, next));
}

/**
 * @template T
 * @param {T} value
 * @param {string} pointer
 * @returns {T}
 */
export function without(value, pointer) {
  if (at(value, pointer) === undefined) {
    return value;
  }
  return changed(value, parts(pointer), (parent, key) => {
    if (Array.isArray(parent)) {
      parent.splice(Number(key), 1);
    } else {
      delete parent[key];
    }
  });
}
