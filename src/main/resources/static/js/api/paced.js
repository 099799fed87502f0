// Asks for the newest of many wishes: one request at a time, and not more than some a second.
// Usage: const paced = new Paced(async (key) => …); paced.want('step 3'); paced.want('step 4'); paced.forget()

const GAP = 200;

export class Paced {
  #ask;
  #wanted = null;
  #asked = null;
  #busy = false;

  constructor(ask) {
    this.#ask = ask;
  }

  async want(key) {
    this.#wanted = key;
    if (this.#busy || key === this.#asked) {
      return;
    }
    this.#busy = true;
    while (this.#wanted !== this.#asked) {
      this.#asked = this.#wanted;
      await this.#ask(this.#asked);
      await new Promise((resolve) => setTimeout(resolve, GAP));
    }
    this.#busy = false;
  }

  /** The next wish is asked for even if it was the last one. */
  forget() {
    this.#wanted = null;
    this.#asked = null;
  }
}
