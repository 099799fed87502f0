// What the page knows. Changes are gathered and told once a frame, however fast they come.
// Usage: const store = new Store({position: 0}); store.subscribe((state, changed) => …); store.set({position: 1})

export class Store {
  state;
  #listeners = [];
  #changed = new Set();
  #told = false;

  constructor(initial) {
    this.state = initial;
  }

  set(changes) {
    Object.assign(this.state, changes);
    this.touch(...Object.keys(changes));
  }

  /** Tells of a value that has changed inside. */
  touch(...keys) {
    for (const key of keys) {
      this.#changed.add(key);
    }
    if (!this.#told) {
      this.#told = true;
      requestAnimationFrame(() => this.#tell());
    }
  }

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
