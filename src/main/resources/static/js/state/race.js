// A race: the same specification with five optimizers, each with the best learning rate of a few.
// Usage: const race = new Race(store, {pins, experiment, playback, notices}); await race.run()
import { loadRun } from '../api/loaded.js';
import { startSweep, sweep } from '../api/service.js';
import { optimizerName } from '../run/pin-name.js';
import { isLong } from './effort.js';
import { whyNot, whyNotYet } from './refusal.js';

/**
 * @import { Notices } from '../page/notices.js'
 * @import { Experiment } from './experiment.js'
 * @import { Pins } from './pins.js'
 * @import { Playback } from './playback.js'
 * @import { Store } from './store.js'
 */

const RUNNERS = [
  { type: 'sgd' },
  { type: 'sgd', momentum: 0.9 },
  { type: 'rmsprop' },
  { type: 'adam' },
  { type: 'adagrad' },
];
const RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const LOOK_AGAIN = 250;

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Returns the optimizers that are tried: each runner with each rate.
 *
 * @param {number | null} own the rate of the specification
 * @returns {(Api.Chosen & {learningRate: number})[]}
 */
export function tried(own) {
  const rates = [...new Set(own !== null && own > 0 ? [...RATES, own] : RATES)].sort((a, b) => a - b);
  return RUNNERS.flatMap((runner) => rates.map((learningRate) => ({ ...runner, learningRate })));
}

/**
 * Returns the best trial of each runner, the best first; a runner without a finite loss is left out.
 *
 * @param {Api.Trial[]} ranking the best first
 */
export function best(ranking) {
  /** @type {Map<string, Api.Trial>} */
  const found = new Map();
  for (const trial of ranking) {
    const name = optimizerName(trial.values['/optimizer']);
    if (!found.has(name) && trial.jobId && typeof trial.finalLoss === 'number') {
      found.set(name, trial);
    }
  }
  return [...found.values()];
}

export class Race {
  #store;
  #on;
  /** Whether a race is on its way. */
  running = false;
  /** How many of its runs have ended; empty before the first. */
  progress = '';

  /**
   * @param {Store} store
   * @param {{pins: Pins, experiment: Experiment, playback: Playback, notices: Notices}} on
   */
  constructor(store, on) {
    this.#store = store;
    this.#on = on;
  }

  /** @param {number | null} rate that of the specification */
  async run(rate) {
    const { specification } = this.#store.state;
    if (!specification || this.running) {
      return;
    }
    const optimizers = tried(rate);
    const { notices } = this.#on;
    if (isLong(specification, optimizers.length)) {
      notices.say('race', `A race trains ${optimizers.length} runs. This one takes too long for that.`, {
        kind: 'warning',
      });
      return;
    }
    this.running = true;
    this.progress = '';
    this.#store.touch('race');
    try {
      await this.#race(specification, optimizers);
    } catch (error) {
      notices.say('race', `The race did not start: ${whyNot(error)}.`, { kind: 'warning' });
    } finally {
      this.running = false;
      this.#store.touch('race');
    }
  }

  /**
   * @param {Api.Specification} specification
   * @param {(Api.Chosen & {learningRate: number})[]} optimizers
   */
  async #race(specification, optimizers) {
    const { pins, experiment, playback, notices } = this.#on;
    const isLeft = () => this.#store.state.specification !== specification;
    let state = await startSweep({ specification, grid: { '/optimizer': optimizers } }, (error, seconds) => {
      notices.say('race', `${whyNotYet(error)} The race starts in ${seconds} s.`, { kind: 'warning' });
      return !isLeft();
    });
    notices.clear('race');
    while (state.status === 'running' && !isLeft()) {
      await pause(LOOK_AGAIN);
      state = await sweep(state.id);
      this.progress = `${state.progress.ended} of ${state.progress.jobs}`;
      this.#store.touch('race');
    }
    const runs = [];
    for (const { jobId, values } of best(state.ranking)) {
      const run = isLeft() ? null : await loadRun(jobId ?? '');
      if (run) {
        const optimizer = values['/optimizer'];
        const name = `${optimizerName(optimizer)} ${optimizer.learningRate}`;
        runs.push({ run, name, trained: { ...specification, optimizer } });
      }
    }
    if (isLeft() || runs.length === 0) {
      return;
    }
    pins.replace(runs);
    experiment.show(runs[0].run, runs[0].trained);
    playback.seek(0);
    playback.play();
  }
}
