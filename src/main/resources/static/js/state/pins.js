// The pinned runs: kept under a name and in a colour, until the reader removes them.
// Usage: const pins = new Pins(store, experiment); pins.pin(); pins.rename(run, 'Adam'); pins.remove(run); pins.show(run)
import { loadRun } from '../api/loaded.js';
import { MOST_PINS } from '../run/companions.js';
import { pinName } from '../run/pin-name.js';

/**
 * @import { Companion } from '../run/companions.js'
 * @import { Run } from '../run/run.js'
 * @import { Experiment } from './experiment.js'
 * @import { Store } from './store.js'
 *
 * @typedef {{job: string, name: string, shade: number, trained: Api.Specification | null}} Kept a pin as a session has it
 */

const LONGEST_NAME = 40;
/** A session does not keep a longer specification. */
const MOST_CHARACTERS = 100_000;

export class Pins {
  #store;
  #experiment;

  /**
   * @param {Store} store
   * @param {Experiment} experiment
   */
  constructor(store, experiment) {
    this.#store = store;
    this.#experiment = experiment;
  }

  /** @returns {Companion[]} */
  get all() {
    return pinned(this.#store.state);
  }

  /** Pins the run that is shown. */
  pin() {
    const { run, trained } = this.#store.state;
    const pins = this.all;
    if (!run?.ended || pins.length >= MOST_PINS || pins.some((pin) => pin.run === run)) {
      return;
    }
    const others = this.#store.state.companions.map((one) => one.run);
    this.#set([...pins, { run, shade: free(pins), name: unique(pinName(run, others), pins), trained }]);
  }

  /**
   * @param {Companion[]} pins
   */
  #set(pins) {
    const previous = this.#store.state.companions.filter(
      ({ shade, run }) => shade === 0 && pins.every((pin) => pin.run !== run),
    );
    this.#store.set({ companions: [...previous, ...pins] });
  }

  /** @param {Run} run */
  remove(run) {
    this.#set(this.all.filter((pin) => pin.run !== run));
  }

  /**
   * @param {Run} run
   * @param {string} wanted an empty name changes nothing
   */
  rename(run, wanted) {
    const name = wanted.trim().slice(0, LONGEST_NAME);
    if (name) {
      this.#set(this.all.map((pin) => (pin.run === run ? { ...pin, name } : pin)));
    }
  }

  /** @param {Run} run */
  show(run) {
    const pin = this.all.find((one) => one.run === run);
    if (pin && run !== this.#store.state.run) {
      this.#experiment.show(run, pin.trained);
    }
  }

  /**
   * Pins these runs instead of all others.
   *
   * @param {{run: Run, name: string, trained: Api.Specification}[]} runs
   */
  replace(runs) {
    this.#store.set({ companions: runs.slice(0, MOST_PINS).map((one, i) => ({ ...one, shade: i + 1 })) });
  }

  /**
   * Fetches the pinned runs of a session; those that the service has no more are left out.
   *
   * @param {Kept[]} kept
   */
  async restore(kept) {
    for (const { job, name, shade, trained } of kept.slice(0, MOST_PINS)) {
      const { run: watched } = this.#store.state;
      const run = watched?.id === job ? watched : await loadRun(job);
      if (run) {
        this.#set([...this.all, { run, name, shade, trained }]);
      }
    }
  }
}

/** @param {{companions: Companion[]}} state */
export function pinned({ companions }) {
  return companions.filter(({ shade }) => shade > 0);
}

/**
 * The pinned runs as a session keeps them.
 *
 * @param {{companions: Companion[]}} state
 * @returns {Kept[]}
 */
export function keptPins(state) {
  return pinned(state).map(({ run, name, shade, trained }) => ({
    job: run.id,
    name,
    shade,
    trained: JSON.stringify(trained).length > MOST_CHARACTERS ? null : trained,
  }));
}

/** @param {Companion[]} pins */
function free(pins) {
  return [1, 2, 3, 4, 5].find((shade) => pins.every((pin) => pin.shade !== shade)) ?? 1;
}

/**
 * @param {string} wanted
 * @param {Companion[]} pins
 */
function unique(wanted, pins) {
  const name = wanted.slice(0, LONGEST_NAME);
  let found = name;
  for (let i = 2; pins.some((pin) => pin.name === found); i++) {
    found = `${name} ${i}`;
  }
  return found;
}
