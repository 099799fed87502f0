// A job and what has been heard of it. Position 0 is before the first step, position k after the k-th recorded point.
// Usage: const run = new Run(job); run.append(columns); run.loss(3); run.weight('w', 3)
import { HeldLosses } from './held-losses.js';
import { columns, scalars } from './scalars.js';

export class Run {
  steps = [];
  /** The same, from before the first: at each of them there are weights. */
  stepsOfWeights = [0];
  losses = [];
  held = new HeldLosses();
  weights = new Map();
  gradients = new Map();
  status = 'queued';
  job = null;

  constructor(job) {
    this.id = job.id;
    this.specification = job.specification;
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
    return Math.ceil((this.specification.steps ?? 0) / this.every);
  }

  get rate() {
    return this.specification.optimizer?.learningRate;
  }

  /** One step in how many is kept. */
  get every() {
    return this.specification.record?.every ?? 1;
  }

  /** Adds points; those that are known already, after a connection broke, are left out. */
  append(part) {
    if (this.weights.size === 0) {
      for (const [name, value] of Object.entries(part.initial)) {
        for (const [scalar, number] of scalars(name, value)) {
          this.weights.set(scalar, [number]);
        }
      }
    }
    const known = this.steps.at(-1) ?? 0;
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

  #add(series, part, from) {
    for (const [name, column] of Object.entries(part)) {
      for (const [scalar, values] of columns(name, column)) {
        if (!series.has(scalar)) {
          series.set(scalar, []);
        }
        series.get(scalar).push(...values.slice(from));
      }
    }
  }

  step(position) {
    return position < 1 ? 0 : this.steps[Math.floor(position) - 1];
  }

  loss(position) {
    return position < 1 ? null : this.losses[Math.floor(position) - 1];
  }

  weight(name, position) {
    return this.weights.get(name)?.[Math.floor(position)];
  }

  gradient(name, position) {
    return position < 1 ? null : this.gradients.get(name)?.[Math.floor(position) - 1];
  }

  /** A weight between two positions, for what rolls. */
  weightBetween(name, position) {
    const low = this.weight(name, position);
    const high = this.weight(name, Math.ceil(position)) ?? low;
    return low + (high - low) * (position - Math.floor(position));
  }
}
