// The store as a view sees it: a view off the screen hears nothing, and catches up when it comes into sight.
// Usage: const attention = new Attention(store); const view = new Fit(attention); attention.watch(view.element)

/**
 * @import { Listener, State, Store } from '../state/store.js'
 */

const NEAR = '600px 0px';

export class Attention {
  #store;
  /** @type {Listener[]} */
  #listeners = [];
  /** @type {Set<string>} */
  #missed = new Set();
  #seen = true;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    store.subscribe((state, changed) => this.#hear(state, changed));
  }

  get state() {
    return this.#store.state;
  }

  /** @param {Partial<State>} changes */
  set(changes) {
    this.#store.set(changes);
  }

  /** @param {string[]} keys */
  touch(...keys) {
    this.#store.touch(...keys);
  }

  /** @param {Listener} listener */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /** @param {Element} element */
  watch(element) {
    new IntersectionObserver(
      (entries) => {
        this.#seen = entries[entries.length - 1].isIntersecting;
        if (this.#seen && this.#missed.size > 0) {
          this.#hear(this.state, new Set());
        }
      },
      { rootMargin: NEAR },
    ).observe(element);
  }

  /**
   * @param {State} state
   * @param {Set<string>} changed
   */
  #hear(state, changed) {
    if (!this.#seen) {
      for (const key of changed) {
        this.#missed.add(key);
      }
      return;
    }
    const all = this.#missed.size > 0 ? new Set([...this.#missed, ...changed]) : changed;
    this.#missed = new Set();
    for (const listener of this.#listeners) {
      listener(state, all);
    }
  }
}
