// The runs that the pictures show beside the one that is watched: the previous one, and those that the reader pinned.
// Usage: const list = withPrevious(companions, before); shown(state, 'loss') → Companion[];
//        difference(before, run) → 'learning rate 0.1'
import { isObject } from '../state/pointer.js';

/**
 * @import { Run } from './run.js'
 *
 * @typedef {object} Companion
 * @property {Run} run
 * @property {number} shade the number of its colour: 0 for the previous run, 1 to 5 for pinned ones
 * @property {string} name empty for the previous run
 * @property {Api.Specification | null} trained what was submitted for it
 *
 * @typedef {'surface' | 'weights' | 'loss' | 'metrics' | 'fit'} Picture
 * @typedef {'model' | 'data' | 'loss'} Part
 */

export const MOST_PINS = 5;
const MOST = 3;

/** @type {Record<Picture, Part[]>} in what two runs agree that one picture can show */
const AGREE = {
  surface: ['model', 'data', 'loss'],
  weights: ['model', 'data'],
  loss: ['data', 'loss'],
  metrics: ['data'],
  fit: ['data'],
};

/** @type {WeakMap<object, Record<Part, string>>} by specification */
const written = new WeakMap();

/** @param {Api.Resolved} specification */
function parts(specification) {
  const { model, data, loss } = specification;
  const known = written.get(specification) ?? {
    model: JSON.stringify(model.expression ?? model.layers),
    data: JSON.stringify(data),
    loss: JSON.stringify(loss),
  };
  written.set(specification, known);
  return known;
}

/**
 * Returns whether a picture can show two runs.
 *
 * @param {Run | null} before
 * @param {Run | Api.Job} job
 * @param {Picture} [picture]
 * @returns {boolean}
 */
export function comparable(before, job, picture = 'weights') {
  if (before === null || before.points === 0) {
    return false;
  }
  const [one, other] = [parts(before.specification), parts(job.specification)];
  return AGREE[picture].every((part) => one[part] === other[part]);
}

/**
 * Returns the companions that a picture shows.
 *
 * @param {{run: Run | null, companions: Companion[]}} state
 * @param {Picture} picture
 */
export function shown({ run, companions }, picture) {
  return run ? companions.filter((one) => one.run !== run && comparable(one.run, run, picture)) : [];
}

/**
 * Returns the list with another previous run, or none.
 *
 * @param {Companion[]} companions
 * @param {Run | null} before
 * @param {Run} run the run that is watched now
 * @returns {Companion[]}
 */
export function withPrevious(companions, before, run) {
  const pins = companions.filter(({ shade }) => shade > 0);
  const isPrevious = before && before !== run && pins.every((pin) => pin.run !== before);
  return isPrevious && comparable(before, run, 'fit')
    ? [{ run: before, shade: 0, name: '', trained: null }, ...pins]
    : pins;
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

/**
 * Returns the places in the specification of a run that differ from another, each with its value in a few words.
 *
 * @param {Run} run
 * @param {Run} other
 * @returns {[path: string, text: string][]}
 */
export function differing(run, other) {
  const theirs = new Map(leaves(other.specification, ''));
  return [...leaves(run.specification, '')]
    .filter(([name, value]) => name !== 'name' && !name.startsWith('record') && theirs.get(name) !== value)
    .map(([name, value]) => [name, said(name, value)]);
}

/** @type {WeakMap<Run, WeakMap<Run, string>>} by run and the run before: runs are compared in every frame */
const compared = new WeakMap();

/**
 * Returns what the run before had otherwise, in a few words.
 *
 * @param {Run} before
 * @param {Run} run
 */
export function difference(before, run) {
  const found = compared.get(run) ?? new WeakMap();
  compared.set(run, found);
  if (!found.has(before)) {
    const other = differing(before, run);
    const first = other.slice(0, MOST).map(([, text]) => text);
    found.set(before, other.length === 0 ? 'the same' : `${first.join(', ')}${other.length > MOST ? ' and more' : ''}`);
  }
  return found.get(before);
}
