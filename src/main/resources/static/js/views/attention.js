// The store as a view sees it: a view off the screen hears nothing, one just outside of it seldom while a run plays; both
// catch up when they come into sight.
// Usage: const attention = new Attention(store); const view = new Fit(attention); attention.watch(view.element)

/**
 * @import { Listener, State, Store } from '../state/store.js'
 */

const NEAR = '600px 0px';
/** A view of which less than this is in sight is outside. */
const INSIDE = '-24px 0px';
/** How often a view near the screen hears of a run that plays, in milliseconds. */
const SELDOM = 500;

export class Attention {
  #store;
  /** @type {Listener[]} */
  #listeners = [];
  /** @type {Set<string>} */
  #missed = new Set();
  #near = true;
  #inside = true;
  #heard = 0;

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
    const catchUp = () => this.#missed.size > 0 && this.#hear(this.state, new Set());
    new IntersectionObserver(
      (entries) => {
        this.#near = entries[entries.length - 1].isIntersecting;
        catchUp();
      },
      { rootMargin: NEAR },
    ).observe(element);
    new IntersectionObserver(
      (entries) => {
        this.#inside = entries[entries.length - 1].isIntersecting;
        catchUp();
      },
      { rootMargin: INSIDE },
    ).observe(element);
  }

  /** @param {State} state */
  #waits({ playing }) {
    return !this.#near || (!this.#inside && playing && performance.now() - this.#heard < SELDOM);
  }

  /**
   * @param {State} state
   * @param {Set<string>} changed
   */
  #hear(state, changed) {
    if (this.#waits(state)) {
      for (const key of changed) {
        this.#missed.add(key);
      }
      return;
    }
    const all = this.#missed.size > 0 ? new Set([...this.#missed, ...changed]) : changed;
    this.#missed = new Set();
    this.#heard = performance.now();
    for (const listener of this.#listeners) {
      listener(state, all);
    }
  }
}
