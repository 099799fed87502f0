// The first lesson as the README has it, and a network with every union of the document, sent with the client that
// openapi-generator makes (typescript-fetch). Argument 1 is the address of the service.
import { Configuration, JobsApi, type JobSpecification } from './client/index.js';

const [, , address] = process.argv;
const jobs = new JobsApi(new Configuration({ basePath: address }));
const first: JobSpecification = {
  name: 'y = 3x',
  model: { expression: 'w * x', parameters: { w: 0 } },
  data: { x: [2], y: [6] },
  loss: 'mse',
  optimizer: { type: 'sgd', learningRate: 0.1 },
  steps: 10,
};
const network: JobSpecification = {
  model: {
    layers: [
      {
        type: 'linear',
        units: 8,
        activation: { type: 'leakyRelu', negativeSlope: 0.1 },
        init: { type: 'kaimingUniform' },
      },
      { type: 'activation', activation: 'tanh' },
      { type: 'dropout', p: 0.1 },
      { type: 'linear', units: 2 },
    ],
  },
  data: { generator: 'xor', n: 40, noise: 0.1, testFraction: 0.25, features: ['x1', 'x2', 'x1 * x2'] },
  loss: { type: 'crossEntropy', labelSmoothing: 0.1 },
  optimizer: { type: 'adam', learningRate: 0.05 },
  schedule: { type: 'cosine', tMax: 20 },
  regularization: { l2: 0.001 },
  gradientClipping: { norm: 1 },
  stop: { lossBelow: 1e-9, patience: 100 },
  record: { every: 2, parameters: 'summary', gradients: true },
  dtype: 'float32',
  steps: 20,
};
for (const jobSpecification of [first, network]) {
  const job = await jobs.createJob({ jobSpecification, prefer: 'wait=10' });
  const again = await jobs.getJob({ id: job.id ?? '' });
  console.log(
    JSON.stringify({
      status: again.status,
      outcome: again.outcome,
      specification: again.specification,
      losses: again.trajectory?.loss?.slice(0, 3),
    }),
  );
}
