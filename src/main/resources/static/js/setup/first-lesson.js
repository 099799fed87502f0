// The smallest specification there is, for a server without lessons: y = 3x.
// Usage: store.set({ specification: FIRST_LESSON })

/** @type {Api.Specification} */
export const FIRST_LESSON = {
  model: { expression: 'w * x', parameters: { w: 0 } },
  data: { x: [2], y: [6] },
  loss: 'mse',
  optimizer: { type: 'sgd', learningRate: 0.1 },
  steps: 10,
};
