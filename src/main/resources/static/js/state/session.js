// What outlives a reload, in this tab alone; and the specification that a link holds.
// Usage: remember({specification, job}); const {specification, job} = recall();
//        const url = linkTo(specification, lesson)

import { isObject } from './pointer.js';

const KEY = 'downhill.session';

/**
 * @typedef {object} Session
 * @property {Api.Specification} [specification]
 * @property {string} [lesson]
 * @property {string} [job]
 * @property {number} [position]
 * @property {boolean} [playing]
 * @property {boolean} [edited] whether the specification has changed since the job was submitted
 * @property {boolean} [damaged] whether the address holds something that cannot be read
 */

/**
 * @param {unknown} specification
 * @param {string} [lesson]
 */
export function linkTo(specification, lesson) {
  const bytes = new TextEncoder().encode(JSON.stringify(specification));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const hash = text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${location.origin}${location.pathname}#spec=${hash}${lesson ? `&lesson=${encodeURIComponent(lesson)}` : ''}`;
}

/**
 * Returns the specification in the address and its lesson, either may be missing; null where the address holds
 * nothing.
 *
 * @returns {Session | null}
 */
function linked() {
  const [, hash, name] = /^#(?:spec=([^&]*)&?)?(?:lesson=([^&]+))?$/.exec(location.hash) ?? [];
  if (!hash && !name) {
    return location.hash.length > 1 ? { damaged: true } : null;
  }
  /** @type {Session} */
  const session = {};
  try {
    session.lesson = name && decodeURIComponent(name);
    return hash ? { ...session, specification: specificationIn(hash) } : session;
  } catch {
    return { ...session, damaged: true };
  }
}

/**
 * @param {string} hash
 * @returns {Api.Specification}
 */
function specificationIn(hash) {
  const bytes = Uint8Array.from(atob(hash.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  return checked(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
}

/**
 * @param {unknown} value
 * @returns {any} a specification is an object, whatever is in it
 */
function checked(value) {
  if (!isObject(value)) {
    throw new TypeError('a specification is an object');
  }
  return value;
}

/** @param {Session} session */
export function remember(session) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...session, hash: location.hash }));
  } catch {
    // The storage is full or forbidden, so a reload starts from nothing.
  }
}

/**
 * Returns what was remembered at this address; null where that is nothing, or not of this page's making.
 *
 * @returns {Session | null}
 */
function remembered() {
  try {
    const { hash, specification, lesson, job, position, playing, edited } = JSON.parse(
      sessionStorage.getItem(KEY) ?? 'null',
    );
    return hash !== location.hash
      ? null
      : {
          specification: checked(specification),
          lesson: typeof lesson === 'string' ? lesson : undefined,
          job: typeof job === 'string' ? job : undefined,
          position: typeof position === 'number' ? position : undefined,
          playing: playing === true,
          edited: edited === true,
        };
  } catch {
    return null;
  }
}

/** Returns what a reload continues with: what this tab remembers, else what the address holds. */
export function recall() {
  return remembered() ?? linked();
}
