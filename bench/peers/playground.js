// One training step of a workload, row after row with one object for each neuron, as TensorFlow Playground does it.
//   node playground.js W2        prints the nanoseconds that it takes
"use strict";

const WORKLOADS = {
  W1: { sizes: [1, 1], batch: 1, lesson: true },
  W2: { sizes: [2, 8, 8, 1], batch: 10 },
  W2B: { sizes: [2, 8, 8, 1], batch: 200 },
  W3: { sizes: [30, 200, 27], batch: 32 },
  W4: { sizes: [784, 128, 10], batch: 64, relu: true, adam: true },
  W5: { sizes: [1024, 1024, 1024, 10], batch: 256, relu: true, adam: true },
};

let state = 1;
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state / 2 ** 31) - 1;
}

const workload = WORKLOADS[process.argv[2]];
const { sizes, batch } = workload;
const classes = sizes[sizes.length - 1] > 1;
const layers = [];
for (let i = 1; i < sizes.length; i++) {
  const nodes = [];
  for (let j = 0; j < sizes[i]; j++) {
    const zeros = () => new Float64Array(sizes[i - 1] + 1);
    nodes.push({
      weights: zeros().map(() => (workload.lesson ? 0 : random() / Math.sqrt(sizes[i - 1]))),
      gradients: zeros(), mean: zeros(), square: zeros(), output: 0, slope: 0,
    });
  }
  layers.push(nodes);
}
const x = Array.from({ length: batch }, () => Float64Array.from({ length: sizes[0] }, () => (workload.lesson ? 2 : random())));
const y = Array.from({ length: batch }, () =>
  workload.lesson ? 6 : classes ? Math.floor((random() + 1) / 2 * sizes[sizes.length - 1]) : random());

function forward(row) {
  for (let l = 0; l < layers.length; l++) {
    const last = l === layers.length - 1;
    for (const node of layers[l]) {
      let sum = workload.lesson ? 0 : node.weights[sizes[l]];
      for (let i = 0; i < sizes[l]; i++) {
        sum += node.weights[i] * (l === 0 ? row[i] : layers[l - 1][i].output);
      }
      node.output = last ? sum : workload.relu ? Math.max(0, sum) : Math.tanh(sum);
    }
  }
}

function backward(row, target) {
  const outputs = layers[layers.length - 1];
  if (classes) {
    const greatest = Math.max(...outputs.map((node) => node.output));
    const total = outputs.reduce((sum, node) => sum + Math.exp(node.output - greatest), 0);
    outputs.forEach((node, i) => {
      node.slope = Math.exp(node.output - greatest) / total - (i === target ? 1 : 0);
    });
  } else {
    outputs[0].slope = 2 * (outputs[0].output - target);
  }
  for (let l = layers.length - 1; l >= 0; l--) {
    for (const node of layers[l]) {
      for (let i = 0; i < sizes[l]; i++) {
        node.gradients[i] += node.slope * (l === 0 ? row[i] : layers[l - 1][i].output);
      }
      node.gradients[sizes[l]] += node.slope;
    }
    for (let i = 0; l > 0 && i < sizes[l]; i++) {
      let sum = 0;
      for (const node of layers[l]) {
        sum += node.slope * node.weights[i];
      }
      const below = layers[l - 1][i];
      below.slope = sum * (workload.relu ? (below.output > 0 ? 1 : 0) : 1 - below.output * below.output);
    }
  }
}

let step = 0;
function train() {
  step++;
  for (let r = 0; r < batch; r++) {
    forward(x[r]);
    backward(x[r], y[r]);
  }
  const rate = workload.lesson ? 1e-7 : 1e-3;
  for (const nodes of layers) {
    for (const node of nodes) {
      for (let i = 0; i < node.weights.length; i++) {
        const g = node.gradients[i] / batch;
        if (workload.adam) {
          node.mean[i] = 0.9 * node.mean[i] + 0.1 * g;
          node.square[i] = 0.999 * node.square[i] + 0.001 * g * g;
          const mean = node.mean[i] / (1 - 0.9 ** step);
          node.weights[i] -= rate * mean / (Math.sqrt(node.square[i] / (1 - 0.999 ** step)) + 1e-8);
        } else {
          node.weights[i] -= rate * g;
        }
        node.gradients[i] = 0;
      }
    }
  }
}

function timed(seconds) {
  const begun = process.hrtime.bigint();
  let steps = 0;
  let elapsed = 0;
  do {
    train();
    steps++;
    elapsed = Number(process.hrtime.bigint() - begun);
  } while (elapsed < seconds * 1e9);
  return elapsed / steps;
}

timed(2);
console.log(timed(3));
