// "My experiments": specifications under names, in the storage of this browser. Bounded; a full storage is said.
// Usage: const experiments = new Experiments(localStorage); experiments.save('mine', specification); experiments.list();
//        experiments.rename(id, 'better'); experiments.remove(id); experiments.text(); experiments.read(text)
import { isObject } from './pointer.js';

/**
 * @typedef {object} SavedExperiment
 * @property {string} id
 * @property {string} name
 * @property {string} saved when, in ISO 8601
 * @property {Api.Specification} specification
 */

const KEY = 'downhill.experiments';
const MOST = 100;
const MOST_CHARACTERS = 2_000_000;
const LONGEST_NAME = 80;
const FORMAT = 'downhill-experiments';

/** Why an experiment was not kept, in a sentence for the reader. */
export class NotKept extends Error {}

export class Experiments {
  #storage;
  /** @type {(() => unknown)[]} */
  #listeners = [];

  /** @param {Pick<Storage, 'getItem' | 'setItem'>} storage */
  constructor(storage) {
    this.#storage = storage;
  }

  /** @param {() => unknown} listener is told after every change of the list */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Returns all experiments, the newest first. What is not of this page's making is left out.
   *
   * @returns {SavedExperiment[]}
   */
  list() {
    try {
      return checked(JSON.parse(this.#storage.getItem(KEY) ?? '[]'));
    } catch {
      return [];
    }
  }

  /**
   * Keeps a specification. Another one by the name is kept too, under a name with a number.
   *
   * @param {string} name
   * @param {Api.Specification} specification
   * @returns {SavedExperiment}
   * @throws {NotKept}
   */
  save(name, specification) {
    const list = this.list();
    const entry = {
      id: newId(),
      name: freeName(name, list),
      saved: new Date().toISOString(),
      specification: structuredClone(specification),
    };
    this.#write([entry, ...list]);
    return entry;
  }

  /**
   * Puts another specification under a name that is there.
   *
   * @param {string} id
   * @param {Api.Specification} specification
   */
  replace(id, specification) {
    const saved = new Date().toISOString();
    this.#write(
      this.list().map((one) =>
        one.id === id ? { ...one, saved, specification: structuredClone(specification) } : one,
      ),
    );
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  rename(id, name) {
    const list = this.list();
    const others = list.filter((one) => one.id !== id);
    this.#write(list.map((one) => (one.id === id ? { ...one, name: freeName(name, others) } : one)));
  }

  /** @param {string} id */
  remove(id) {
    this.#write(this.list().filter((one) => one.id !== id));
  }

  /**
   * Puts a removed experiment back.
   *
   * @param {SavedExperiment} entry
   */
  restore(entry) {
    this.#write([entry, ...this.list().filter(({ id }) => id !== entry.id)]);
  }

  /** Returns all experiments as the text of a file. */
  text() {
    return `${JSON.stringify({ format: FORMAT, experiments: this.list() }, null, 2)}\n`;
  }

  /**
   * Adds the experiments of a file, or a specification that stands alone in it.
   *
   * @param {string} text
   * @param {string} [name] for a specification that stands alone
   * @returns {number} how many
   * @throws {NotKept}
   */
  read(text, name = 'From a file') {
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      throw new NotKept('This file is not JSON.');
    }
    const found = isObject(value) && value.format === FORMAT ? checked(value.experiments) : alone(value, name);
    if (found.length === 0) {
      throw new NotKept('This file has no experiments.');
    }
    const list = this.list();
    for (const one of found.reverse()) {
      list.unshift({ ...one, id: newId(), name: freeName(one.name, list) });
    }
    this.#write(list);
    return found.length;
  }

  /** @param {SavedExperiment[]} list */
  #write(list) {
    if (list.length > MOST) {
      throw new NotKept(`There are ${MOST} experiments already. Delete one to keep another.`);
    }
    const text = JSON.stringify(list);
    if (text.length > MOST_CHARACTERS) {
      throw new NotKept('This does not fit: the experiments have too much data. Delete one, or export it as a file.');
    }
    try {
      this.#storage.setItem(KEY, text);
    } catch {
      throw new NotKept('The browser’s storage is full or not allowed. Export the experiment as a file.');
    }
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/**
 * @param {unknown} list
 * @returns {SavedExperiment[]}
 */
function checked(list) {
  return (Array.isArray(list) ? list : []).filter(
    (one) =>
      isObject(one) &&
      typeof one.name === 'string' &&
      typeof one.saved === 'string' &&
      typeof one.id === 'string' &&
      isObject(one.specification),
  );
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {SavedExperiment[]}
 */
function alone(value, name) {
  const specification = isObject(value) && isObject(value.specification) ? value.specification : value;
  return isObject(specification) && isObject(specification.model) && isObject(specification.data)
    ? [
        {
          id: newId(),
          name,
          saved: new Date().toISOString(),
          specification: /** @type {Api.Specification} */ (/** @type {unknown} */ (specification)),
        },
      ]
    : [];
}

/**
 * @param {string} wanted
 * @param {SavedExperiment[]} list
 */
function freeName(wanted, list) {
  const name = wanted.trim().slice(0, LONGEST_NAME) || 'Experiment';
  const taken = new Set(list.map((one) => one.name));
  let free = name;
  for (let i = 2; taken.has(free); i++) {
    free = `${name} ${i}`;
  }
  return free;
}

const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join('');
