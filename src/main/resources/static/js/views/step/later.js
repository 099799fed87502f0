// Whether a refused question about a step is asked again: a busy server may have time later.
// Usage: const later = new Later(3, 2); later.forget(); later.refuse(error) throws what Paced asks again, or what is no refusal
import { Problem } from '../../api/http.js';

export class Later {
  #tries = 0;
  #most;
  #seconds;

  /**
   * @param {number} most how often a question is asked again
   * @param {number} seconds between two tries
   */
  constructor(most, seconds) {
    this.#most = most;
    this.#seconds = seconds;
  }

  forget() {
    this.#tries = 0;
  }

  /**
   * Returns where the server will not answer.
   *
   * @param {Error} error
   */
  refuse(error) {
    if (!(error instanceof Problem) || error.later) {
      throw error;
    }
    if (error.type.endsWith('analysis-too-long') && this.#tries < this.#most) {
      this.#tries++;
      error.later = this.#seconds;
      throw error;
    }
  }
}
