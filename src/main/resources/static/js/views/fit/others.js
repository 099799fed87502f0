// What the runs beside the watched one make of the same rows, each at the playhead's step.
// Usage: const others = new FitOthers(inputs, rows, () => redraw()); others.at(state) → [{shade, name, outputs}]
import { shown } from '../../run/companions.js';
import { sourceOf } from './source.js';

/**
 * @import { Outputs } from '../../network/outputs.js'
 * @import { Run } from '../../run/run.js'
 * @import { State } from '../../state/store.js'
 * @import { Inputs } from './inputs.js'
 * @import { Source } from './source.js'
 *
 * @typedef {{shade: number, name: string, outputs: Outputs, run: Run, position: number}} OtherFit
 */

export class FitOthers {
  #inputs;
  #rows;
  #arrived;
  /** @type {Map<Run, Source>} */
  #sources = new Map();
  /** @type {Map<Run, OtherFit>} */
  #known = new Map();
  /** @type {OtherFit[]} */
  #shown = [];

  /**
   * @param {Inputs} inputs
   * @param {number[][]} rows in the units of the data
   * @param {() => unknown} arrived
   */
  constructor(inputs, rows, arrived) {
    this.#inputs = inputs;
    this.#rows = rows;
    this.#arrived = arrived;
  }

  /**
   * Returns what the runs make of the rows; the same list as long as nothing in it has changed.
   *
   * @param {State} state
   * @returns {OtherFit[]}
   */
  at(state) {
    const step = state.run?.step(state.position) ?? 0;
    const all = shown(state, 'fit').flatMap(({ run, shade, name }) => {
      const position = Math.floor(run.positionOf(step) ?? 0);
      const before = this.#known.get(run);
      if (before?.position === position && before.name === name) {
        return [before];
      }
      const outputs = this.#source(run).at(position);
      if (!outputs?.isFinite) {
        return [];
      }
      const now = { shade, name, outputs, run, position };
      this.#known.set(run, now);
      return [now];
    });
    if (all.length !== this.#shown.length || all.some((one, i) => one !== this.#shown[i])) {
      this.#shown = all;
    }
    return this.#shown;
  }

  /** @param {Run} run */
  #source(run) {
    const source = this.#sources.get(run) ?? sourceOf(run, this.#inputs, this.#rows);
    this.#sources.set(run, source);
    run.arrived = this.#arrived;
    return source;
  }
}
