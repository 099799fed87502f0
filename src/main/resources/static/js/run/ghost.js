// The run before, which is laid under the one that is watched.
// Usage: const ghost = comparable(before, job) ? before : null; difference(ghost, run) → 'learning rate 0.1'
import { isObject } from '../state/pointer.js';

/** @import { Run } from './run.js' */

const MOST = 3;

/**
 * Two runs of one model and data can be laid over each other.
 *
 * @param {Run | null} before
 * @param {Api.Job} job
 * @returns {boolean}
 */
export function comparable(before, job) {
  /** @param {Run | Api.Job} of */
  const key = ({ specification: { model, data } }) => JSON.stringify([model.expression ?? model.layers, data]);
  return before !== null && before.points > 0 && key(before) === key(job);
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {Generator<[name: string, value: string]>}
 */
function* leaves(value, name) {
  if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield* leaves(inner, name ? `${name}.${key}` : key);
    }
  } else {
    yield [name, typeof value === 'string' ? value : JSON.stringify(value)];
  }
}

/**
 * @param {string} path
 * @param {string} value
 */
function said(path, value) {
  const name = (path.split('.').at(-1) ?? '').replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
  return name === 'type' ? value : value === 'null' ? `no ${name}` : `${name} ${value}`;
}

/** @type {WeakMap<Run, {before: Run, words: string}>} the run is compared in every frame */
const compared = new WeakMap();

/**
 * Returns what the run before had otherwise, in a few words.
 *
 * @param {Run} before
 * @param {Run} run
 */
export function difference(before, run) {
  let found = compared.get(run);
  if (found?.before !== before) {
    found = { before, words: compare(before, run) };
    compared.set(run, found);
  }
  return found.words;
}

/**
 * @param {Run} before
 * @param {Run} run
 */
function compare(before, run) {
  const now = new Map(leaves(run.specification, ''));
  const other = [...leaves(before.specification, '')].filter(
    ([name, value]) => name !== 'name' && !name.startsWith('record') && now.get(name) !== value,
  );
  const first = other.slice(0, MOST).map(([name, value]) => said(name, value));
  return other.length === 0 ? 'the same' : `${first.join(', ')}${other.length > MOST ? ' and more' : ''}`;
}
