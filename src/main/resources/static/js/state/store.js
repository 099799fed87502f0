// What the page knows. Changes are gathered and told once a frame, however fast they come.
// Usage: const store = new Store({position: 0}); store.subscribe((state, changed) => …); store.set({position: 1})

/**
 * @import { Run } from '../run/run.js'
 *
 * @typedef {object} State
 * @property {Api.LessonEntry[]} lessons
 * @property {Api.Lesson | null} lesson
 * @property {Api.Specification | null} specification
 * @property {Api.Catalog | null} catalog
 * @property {Api.Fault[]} faults
 * @property {string | null} broken why the text in the editor is no specification
 * @property {Run | null} run
 * @property {Api.Specification | null} trained what was submitted for the run that is shown
 * @property {string[] | null} views the views that the reader has put into the first row
 * @property {Run | null} ghost the run before, where it can be compared
 * @property {number} position how many recorded points have been shown, with a fraction while the playhead moves
 * @property {boolean} playing
 * @property {string} pace
 * @property {boolean} sending
 * @property {number} [row] the row of the step's batch that the reader looks at, from 0
 *
 * @typedef {(state: State, changed: Set<string>) => unknown} Listener
 */

export class Store {
  /** @type {State} */
  state;
  /** @type {Listener[]} */
  #listeners = [];
  /** @type {Set<string>} */
  #changed = new Set();
  #told = false;

  /** @param {State} initial */
  constructor(initial) {
    this.state = initial;
  }

  /** @param {Partial<State>} changes */
  set(changes) {
    Object.assign(this.state, changes);
    this.touch(...Object.keys(changes));
  }

  /**
   * Tells of a value that has changed inside.
   *
   * @param {string[]} keys
   */
  touch(...keys) {
    for (const key of keys) {
      this.#changed.add(key);
    }
    if (!this.#told) {
      this.#told = true;
      requestAnimationFrame(() => this.#tell());
    }
  }

  /** @param {Listener} listener */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  #tell() {
    const changed = this.#changed;
    this.#changed = new Set();
    this.#told = false;
    for (const listener of this.#listeners) {
      listener(this.state, changed);
    }
  }
}
