// A job and what has been heard of it. Position 0 is before the first step, position k after the k-th recorded point.
// Usage: const run = new Run(job); run.append(columns); run.loss(3); run.weight('w', 3)
import { HeldLosses } from './held-losses.js';
import { Metrics } from './metrics.js';
import { columns, scalars } from './scalars.js';
import { States } from './states.js';

const nobody = () => {};

export class Run {
  /** @type {number[]} */
  steps = [];
  /** The same, from before the first: at each of them there are weights. */
  stepsOfWeights;
  /** @type {Record<string, Api.Tensor> | null} the weights before the first step, once they are known */
  initial = null;
  /** @type {Set<{reach: (from: number, to: number) => number}>} what views wait for: the playhead does not run ahead of it */
  buffers = new Set();
  /** Tells that something is known that a view has asked for. */
  arrived = nobody;
  /** @type {Api.Finite[]} */
  losses = [];
  held = new HeldLosses();
  metrics = new Metrics();
  /** @type {Map<string, Api.Finite[]>} */
  weights = new Map();
  /** @type {Map<string, Api.Finite[]>} */
  gradients = new Map();
  status = 'queued';
  /** @type {Api.Job | null} */
  job = null;
  /**
   * Where the playhead stood before a reload, until the run has come as far.
   *
   * @type {{position: number, playing: boolean} | null}
   */
  resumeAt = null;

  /** @param {Api.Job} job */
  constructor(job) {
    this.id = job.id;
    this.specification = job.specification;
    /** The step after which the run begins, greater than 0 for a fork. */
    this.start = job.forkOf?.step ?? 0;
    this.stepsOfWeights = [this.start];
    this.states = new States(this);
  }

  /**
   * Returns how far the playhead can go without showing what no view knows yet.
   *
   * @param {number} from
   * @param {number} to
   */
  reach(from, to) {
    let reached = to;
    for (const buffer of this.buffers) {
      reached = buffer.reach(from, reached);
    }
    return reached;
  }

  get points() {
    return this.steps.length;
  }

  get ended() {
    return this.job !== null;
  }

  /** The weights to show: each, or of large ones the norms alone. */
  get shownWeights() {
    return [...this.weights.keys()].filter((name) => !/ (mean|std|min|max)$/.test(name));
  }

  /** How many points there will be, as far as the specification says. */
  get expected() {
    return Math.ceil(((this.specification.steps ?? 0) - this.start) / this.every);
  }

  /** One step in how many is kept. */
  get every() {
    return this.specification.record?.every ?? 1;
  }

  /**
   * Adds points; those that are known already, after a connection broke, are left out.
   *
   * @param {Api.Steps} part
   */
  append(part) {
    this.initial ??= part.initial;
    this.metrics.append(part.metrics);
    if (this.weights.size === 0) {
      for (const [name, value] of Object.entries(part.initial)) {
        for (const [scalar, number] of scalars(name, value)) {
          this.weights.set(scalar, [number]);
        }
      }
    }
    const known = this.steps.at(-1) ?? this.start;
    const from = part.step.findIndex((step) => step > known);
    if (from < 0) {
      return;
    }
    this.steps.push(...part.step.slice(from));
    this.stepsOfWeights.push(...part.step.slice(from));
    this.losses.push(...part.loss.slice(from));
    this.#add(this.weights, part.parameters, from);
    this.#add(this.gradients, part.gradients, from);
    this.held.append(part.testLoss, known);
  }

  /**
   * @param {Map<string, Api.Finite[]>} series
   * @param {Record<string, Api.Column>} part
   * @param {number} from
   */
  #add(series, part, from) {
    for (const [name, column] of Object.entries(part)) {
      for (const [scalar, values] of columns(name, column)) {
        const before = series.get(scalar) ?? [];
        before.push(...values.slice(from));
        series.set(scalar, before);
      }
    }
  }

  /** @param {number} position */
  step(position) {
    return position < 1 ? this.start : this.steps[Math.floor(position) - 1];
  }

  /**
   * Returns the position at which the run has come to a step, between two where it rolls; null before its first.
   *
   * @param {number} step
   */
  positionOf(step) {
    const steps = this.stepsOfWeights;
    if (step < steps[0]) {
      return null;
    }
    let [low, high] = [0, steps.length];
    while (high - low > 1) {
      const half = (low + high) >> 1;
      [low, high] = steps[half] <= step ? [half, high] : [low, half];
    }
    return high === steps.length ? low : low + (step - steps[low]) / (steps[high] - steps[low]);
  }

  /** @param {number} position */
  loss(position) {
    return position < 1 ? null : this.losses[Math.floor(position) - 1];
  }

  /**
   * @param {string} name
   * @param {number} position
   */
  weight(name, position) {
    return this.weights.get(name)?.[Math.floor(position)];
  }

  /**
   * @param {string} name
   * @param {number} position
   */
  gradient(name, position) {
    return position < 1 ? null : this.gradients.get(name)?.[Math.floor(position) - 1];
  }

  /**
   * A weight between two positions, for what rolls; null where it is not finite.
   *
   * @param {string} name
   * @param {number} position
   */
  weightBetween(name, position) {
    const low = this.weight(name, position) ?? null;
    const high = this.weight(name, Math.ceil(position)) ?? low;
    return low === null || high === null ? low : low + (high - low) * (position - Math.floor(position));
  }
}
