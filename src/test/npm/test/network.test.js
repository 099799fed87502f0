import assert from 'node:assert/strict';
import test from 'node:test';
import { safetensors } from '#page/api/safetensors.js';
import { activationOf } from '#page/network/activations.js';
import { backward } from '#page/network/backward.js';
import { lossOf } from '#page/network/losses.js';
import { Model, Pass } from '#page/network/model.js';
import { Outputs } from '#page/network/outputs.js';

const NAMES =
  'identity tanh relu leakyRelu elu selu gelu silu mish sigmoid logSigmoid softplus softsign hardtanh relu6 sine';
const LOSSES = ['mse', 'mae', 'huber', 'logCosh', 'hinge', 'bceWithLogits', 'crossEntropy'];
const NEAR = 1e-6;

/** Numbers without a pattern, the same each time. */
function draws(seed) {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}

function network(activation, outputs, extra = []) {
  const draw = draws(7);
  const specification = {
    model: {
      layers: [
        { type: 'linear', units: 4, activation },
        ...extra,
        { type: 'linear', units: outputs, activation: 'identity' },
      ],
    },
  };
  const last = 1 + extra.length;
  const numbers = (count) => Float64Array.from({ length: count }, draw);
  const weights = new Map([
    ['0.weight', numbers(8)],
    ['0.bias', numbers(4)],
    ...(extra.length > 0
      ? [
          ['1.weight', numbers(4)],
          ['1.bias', numbers(4)],
        ]
      : []),
    [`${last}.weight`, numbers(4 * outputs)],
    [`${last}.bias`, numbers(outputs)],
  ]);
  return { model: Model.of(specification, 2), weights, inputs: numbers(2 * 5) };
}

function lossWith({ model, weights, inputs }, loss, targets) {
  const pass = new Pass(model, 5);
  return { pass, ...loss(pass.run(weights, inputs), model.outputs, 5, targets) };
}

/** Compares every gradient with a central difference. */
function checkGradients(one, loss, targets) {
  const { pass, slopes } = lossWith(one, loss, targets);
  const gradients = backward(pass, one.weights, slopes);
  for (const [name, values] of one.weights) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      values[i] = value + 1e-5;
      const above = lossWith(one, loss, targets).loss;
      values[i] = value - 1e-5;
      const below = lossWith(one, loss, targets).loss;
      values[i] = value;
      assert.ok(Math.abs((above - below) / 2e-5 - gradients.get(name)[i]) < NEAR, `${name}[${i}]`);
    }
  }
}

for (const name of NAMES.split(' ')) {
  test(`Through ${name}, the gradient is the slope of the loss`, () => {
    checkGradients(network({ type: name }, 1), lossOf({ type: 'mse', reduction: 'mean' }), new Float64Array(5));
  });
}

for (const type of LOSSES) {
  test(`The gradient of ${type} is its slope`, () => {
    const classes = type === 'crossEntropy';
    const targets = Float64Array.from(classes ? [0, 1, 2, 0, 1] : [1, -1, 1, 1, -1]);
    checkGradients(network('tanh', classes ? 3 : 1), lossOf({ type, labelSmoothing: 0.1, delta: 0.3 }), targets);
  });
}

test('Through a layer norm, the gradient is the slope of the loss', () => {
  checkGradients(network('tanh', 1, [{ type: 'layerNorm', eps: 1e-5 }]), lossOf({ type: 'mse' }), new Float64Array(5));
});

test('A layer or an activation that the page does not compute leaves the model to the service', () => {
  const layers = [{ type: 'linear', units: 2, activation: { type: 'softmax' } }];
  assert.equal(activationOf('logSoftmax'), null);
  assert.equal(Model.of({ model: { layers } }, 2), null);
  assert.equal(Model.of({ model: { layers: [{ type: 'embedding', embeddingDim: 2 }] } }, 2), null);
  assert.equal(Model.of({ model: { expression: 'w * x' } }, 1), null);
  assert.equal(lossOf({ expression: '(yPred - y) ** 2' }), null);
});

test('Outputs are the same from rows and from columns', () => {
  const outputs = Outputs.of([
    [1, 4],
    [2, 5],
    [3, 3],
  ]);
  assert.deepEqual(outputs.list(1), [2, 5]);
  assert.equal(outputs.at(1, 0), 4);
  assert.deepEqual(
    [0, 1, 2].map((row) => outputs.likeliest(row)),
    [1, 1, 0],
  );
});

const service = process.env.DOWNHILL;

/** Trains; returns the job. */
async function trained(specification) {
  const answer = await fetch(`${service}/jobs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'wait=20' },
    body: JSON.stringify(specification),
  });
  return answer.json();
}

const RUNS = [
  ...NAMES.split(' ').map((activation) => ({ activation, loss: 'crossEntropy' })),
  ...['mse', 'mae', 'huber', 'logCosh', 'bceWithLogits'].map((loss) => ({ activation: 'tanh', loss })),
];

for (const { activation, loss } of service ? RUNS : []) {
  test(`With ${activation} and ${loss}, the page computes what the service predicts`, async () => {
    const job = await trained({
      model: {
        layers: [
          { type: 'linear', units: 8, activation },
          { type: 'layerNorm' },
          { type: 'dropout', p: 0.2 },
          { type: 'linear', units: 8, activation },
          { type: 'linear', units: loss === 'crossEntropy' ? 2 : 1 },
        ],
      },
      data: { generator: 'circle', n: 40 },
      loss,
      optimizer: { type: 'adam', learningRate: 0.02 },
      steps: 30,
    });
    const draw = draws(3);
    const rows = Array.from({ length: 20 }, () => [2 * draw(), 2 * draw()]);
    const file = await fetch(`${service}/jobs/${job.id}/weights?every=10`, {
      headers: { Accept: 'application/vnd.safetensors' },
    });
    const { tensors } = safetensors(await file.arrayBuffer());
    const model = Model.of(job.specification, 2);
    const pass = new Pass(model, rows.length);
    for (const [i, step] of [...tensors.get('run.step').data].entries()) {
      const weights = new Map(
        [...tensors].map(([name, { data }]) => {
          const size = data.length / 4;
          return [name, data.subarray(i * size, (i + 1) * size)];
        }),
      );
      const inputs = Float64Array.from([0, 1].flatMap((k) => rows.map((row) => row[k])));
      const computed = new Outputs(pass.run(weights, inputs), rows.length);
      const answer = await fetch(`${service}/jobs/${job.id}/predictions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ inputs: { x: rows }, step: Number(step) }),
      });
      const { outputs } = await answer.json();
      for (const [row, output] of outputs.entries()) {
        for (const [k, value] of [output].flat().entries()) {
          assert.ok(Math.abs(computed.at(k, row) - value) < NEAR, `step ${step}, row ${row}`);
        }
      }
    }
  });
}
