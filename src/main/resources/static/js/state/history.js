// The specifications that were, to go back and forth between. Changes that follow each other fast are one.
// Usage: const history = new History(store); history.undo(); history.redo(); history.subscribe(() => draw())

/**
 * @import { State, Store } from './store.js'
 * @typedef {Pick<State, 'specification' | 'lesson'>} Moment
 */

/** How many moments are kept. */
const MOST = 200;
/** Changes within so many milliseconds are one: a slider that is dragged, JSON that is typed. */
const TOGETHER = 600;

export class History {
  #store;
  #now;
  /** @type {Moment[]} */
  #past = [];
  /** @type {Moment[]} */
  #future = [];
  /** @type {Moment} */
  #present;
  #last = -Infinity;
  /** @type {(() => unknown)[]} */
  #listeners = [];

  /**
   * @param {Store} store
   * @param {() => number} [now] milliseconds
   */
  constructor(store, now = () => performance.now()) {
    this.#store = store;
    this.#now = now;
    this.#present = { specification: store.state.specification, lesson: store.state.lesson };
    store.subscribe((state, changed) => {
      if (changed.has('specification') && state.specification !== this.#present.specification) {
        this.#add(state);
      }
    });
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** @param {() => unknown} listener is told when something can be undone or redone, or no more */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /** @param {State} state */
  #add({ specification, lesson }) {
    const now = this.#now();
    const before = this.#present;
    const one = now - this.#last < TOGETHER && this.#past.length > 0 && before.lesson?.id === lesson?.id;
    this.#last = now;
    this.#present = { specification, lesson };
    this.#future = [];
    if (!one && before.specification) {
      this.#past.push(before);
      this.#past.splice(0, this.#past.length - MOST);
    }
    this.#tell();
  }

  undo() {
    this.#go(this.#past, this.#future);
  }

  redo() {
    this.#go(this.#future, this.#past);
  }

  /**
   * @param {Moment[]} from
   * @param {Moment[]} to
   */
  #go(from, to) {
    const moment = from.pop();
    if (!moment) {
      return;
    }
    to.push(this.#present);
    this.#present = moment;
    this.#last = -Infinity;
    this.#store.set({ ...moment, faults: [], broken: null });
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
