// Runs as the service sends them.
// Usage: const run = new Run(job()); run.append(steps([1, 2], {loss: [4, 1], w: [0.5, 0.8]}))

/** A job of the first lesson, with a part of its specification changed. */
export function job(changes = {}) {
  return {
    id: 'job',
    status: 'running',
    specification: {
      name: null,
      model: { expression: 'w * x', parameters: { w: 0 } },
      data: { x: [2], y: [6], target: 'y' },
      loss: { type: 'mse', reduction: 'mean' },
      optimizer: { type: 'sgd', learningRate: 0.1, momentum: 0 },
      schedule: { type: 'constant' },
      regularization: null,
      steps: 10,
      record: { every: 1, parameters: 'all', gradients: true },
      ...changes,
    },
  };
}

/** Points of a run with one weight, `w`. */
export function steps(step, { loss = step.map(() => 1), w = step, gradient = step, initial = 0 } = {}) {
  return { step, loss, initial: { w: initial }, parameters: { w }, gradients: { w: gradient } };
}
