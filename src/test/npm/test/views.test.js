import assert from 'node:assert/strict';
import test from 'node:test';
import { Run } from '#page/run/run.js';
import { axisChoices } from '#page/views/bowl/axis-choices.js';
import { scale } from '#page/views/chart/scale.js';
import { along, stepAt, union } from '#page/views/chart/series.js';
import { trueValues } from '#page/views/curves/true-values.js';
import { inputsOf, range } from '#page/views/fit/inputs.js';
import { probabilities } from '#page/views/fit/probabilities.js';
import { chainOf, explain } from '#page/views/step/chain.js';
import fc from '../support/draws.js';
import { job, steps } from '../support/runs.js';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Math.round(1e6 * value) / 1e6 + 0);

test('The ends of a scale are the ends of the drawing', () => {
  fc.assert(
    fc.property(number, number, number, number, (from, to, start, end) => {
      fc.pre(Math.abs(to - from) > 1e-6);
      const place = scale([from, to], [start, end]);
      assert.equal(place(from), start);
      assert.ok(Math.abs(place(to) - end) <= 1e-6 * Math.max(1, Math.abs(start), Math.abs(end)));
    }),
  );
});

test('Values over the steps of two runs stand at their own steps, and nowhere else', () => {
  const sorted = fc.uniqueArray(fc.nat(50)).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(sorted, sorted, (a, b) => {
      const all = union(a, b);
      assert.deepEqual(
        all,
        [...new Set([...a, ...b])].sort((x, y) => x - y),
      );
      assert.deepEqual(
        along(all, b, b),
        all.map((step) => (b.includes(step) ? step : null)),
      );
    }),
  );
});

test('The playhead stands between two recorded steps while it moves', () => {
  const run = new Run(job());
  run.append(steps([10, 20]));

  assert.deepEqual(
    [0, 0.5, 1, 1.5, 2].map((position) => stepAt(run, position)),
    [0, 5, 10, 15, 20],
  );
});

test('Points of rows are what predictions take: as columns or vectors, and not standardized', () => {
  const rows = fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(rows, fc.boolean(), (all, vector) => {
      const columns = vector
        ? { x: all.map(([a, b]) => [a, b]), y: all.map(([, , y]) => y) }
        : { a: all.map(([a]) => a), b: all.map(([, b]) => b), y: all.map(([, , y]) => y) };
      const names = vector ? ['x'] : ['a', 'b'];
      const inputs = inputsOf({
        inputs: names,
        target: 'y',
        classes: [],
        training: { count: all.length, columns },
        test: null,
      });

      assert.equal(inputs.width, 2);
      assert.deepEqual(
        inputs.training.map(({ y }) => y),
        columns.y,
      );
      const sent = inputs.columns(inputs.training.map(({ x }) => x));
      assert.deepEqual(sent, Object.fromEntries(names.map((name) => [name, columns[name]])));
    }),
  );
});

test('Standardized inputs are drawn as they were given', () => {
  const { training } = inputsOf({
    inputs: ['x'],
    target: 'y',
    classes: [],
    training: { count: 2, columns: { x: [-1, 1], y: [0, 1] } },
    test: null,
    standardization: { x: { mean: [10], deviation: [2] } },
  });

  assert.deepEqual(
    training.map(({ x }) => x),
    [[8], [12]],
  );
});

test('A range holds all values with room around them', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1 }), (values) => {
      const [low, high] = range(values);
      assert.ok(low < high && values.every((value) => value >= low && value <= high));
    }),
  );
});

test('Probabilities are positive and sum to 1', () => {
  const logits = fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(logits, fc.constantFrom('crossEntropy', 'bceWithLogits'), (output, loss) => {
      const shares = probabilities(output, loss);
      assert.ok(shares.every((share) => share >= 0));
      assert.ok(Math.abs(shares.reduce((a, b) => a + b, 0) - 1) < 1e-12);
    }),
  );
  assert.equal(probabilities([1, 2], 'mse'), null);
});

test('The loss is shown over each weight, over pairs, and over directions if there are many', () => {
  const queries = (initial) => {
    const run = new Run(job());
    run.append({ ...steps([]), initial });
    return axisChoices(run).map(([query]) => query);
  };

  assert.deepEqual(queries({ w: 0 }), ['']);
  assert.deepEqual(queries({ w: 0, b: 0 }), ['', 'x=w', 'x=b']);
  assert.deepEqual(queries({ w: [0, 0, 0] }), [
    'directions=path',
    'directions=random',
    'x=w[0]',
    'x=w[1]',
    'x=w[2]',
    'x=w[0]&y=w[1]',
    'x=w[0]&y=w[2]',
  ]);
});

test('True values are drawn where the run is of the lesson’s data and model', () => {
  const { specification } = job();
  const lesson = { specification, trueValues: { w: 3, b: [1, 2] } };

  assert.deepEqual(
    [...trueValues(lesson, new Run(job()))],
    [
      ['w', 3],
      ['b[0]', 1],
      ['b[1]', 2],
    ],
  );
  assert.equal(trueValues(lesson, new Run(job({ data: { x: [9], y: [6] } }))).size, 0);
  assert.equal(trueValues(null, new Run(job())).size, 0);
});

test('A chain has every node through which a weight acts on the loss', () => {
  const node = (id, ...inputs) => ({ id, inputs });
  const edge = (from, to) => ({ edge: `${from}>${to}`, from, to, text: `d(${from})/d(${to})` });
  const trace = {
    forward: { nodes: [node('x'), node('w'), node('b'), node('wx', 'w', 'x'), node('out', 'wx', 'b')] },
    loss: { nodes: [node('y'), node('loss', 'out', 'y')] },
    backward: {
      edges: [edge('loss', 'out'), edge('out', 'wx'), edge('out', 'b'), edge('wx', 'w')],
      nodes: [{ node: 'w', edges: ['wx>w'], text: 'w' }],
    },
  };
  const chain = chainOf(trace, 'w');

  assert.deepEqual([...chain.nodes], ['w', 'wx', 'out', 'loss']);
  assert.deepEqual(explain(trace, chain), ['d(loss)/d(out)', 'd(out)/d(wx)', 'd(wx)/d(w)']);
});
