import assert from 'node:assert/strict';
import test from 'node:test';
import { comparable, difference } from '#page/run/ghost.js';
import { HeldLosses } from '#page/run/held-losses.js';
import { Run } from '#page/run/run.js';
import { columns, scalars } from '#page/run/scalars.js';
import fc from '../support/draws.js';
import { job, steps } from '../support/runs.js';

const finite = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));

/** Points with losses, weights, gradients and test losses. */
const trajectory = fc
  .uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 30 })
  .map((all) => all.sort((a, b) => a - b))
  .chain((step) => {
    const column = fc.array(finite, { minLength: step.length, maxLength: step.length });
    return fc.record({ step: fc.constant(step), loss: column, w: column, gradient: column, initial: finite });
  });

/** The points from one up to but without another, as an event has them. */
function part({ step, loss, w, gradient, initial }, from, to) {
  const cut = (column) => column.slice(from, to);
  return {
    ...steps(cut(step), { loss: cut(loss), w: cut(w), gradient: cut(gradient), initial }),
    testLoss: { step: cut(step), loss: cut(loss) },
  };
}

test('A run that came in parts, some of them twice, is the run that came at once', () => {
  fc.assert(
    fc.property(trajectory, fc.array(fc.tuple(fc.nat(5), fc.nat(12)), { maxLength: 40 }), (all, cuts) => {
      const whole = new Run(job());
      whole.append(part(all, 0, all.step.length));
      const pieces = new Run(job());
      let known = 0;
      for (const [again, more] of cuts) {
        pieces.append(part(all, Math.max(0, known - again), known + more));
        known = Math.min(all.step.length, known + more);
      }
      pieces.append(part(all, known, all.step.length));
      assert.deepEqual(pieces, whole);
    }),
  );
});

test('Position 0 is before the first step: it has weights, but no loss and no gradient', () => {
  const run = new Run(job());
  run.append(steps([10, 20], { loss: [4, 1], w: [0.5, 0.8], gradient: [-3, -2], initial: 0.1 }));

  assert.deepEqual([run.step(0), run.loss(0), run.weight('w', 0), run.gradient('w', 0)], [0, null, 0.1, null]);
  assert.deepEqual([run.step(2), run.loss(2), run.weight('w', 2), run.gradient('w', 2)], [20, 1, 0.8, -2]);
  assert.deepEqual(run.stepsOfWeights, [0, 10, 20]);
});

test('Between two positions a weight lies between its two values', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (to, at) => {
        const run = new Run(job());
        run.append(steps([1], { w: [to], initial: 0 }));
        const between = run.weightBetween('w', at);
        assert.ok(Math.abs(between) <= Math.abs(to) && between * to >= 0);
      },
    ),
  );
});

test('A weight that is not finite has no place, and is not taken for 0', () => {
  const run = new Run(job());
  run.append(steps([1, 2, 3], { w: [5, null, null] }));

  assert.equal(run.weightBetween('w', 1.5), 5);
  assert.equal(run.weightBetween('w', 2.5), null);
});

test('Large parameters are shown by their norm alone', () => {
  const run = new Run(job());
  const summary = { norm: 3, mean: 0.1, std: 1, min: -2, max: 2 };
  run.append({ ...steps([]), initial: { w: summary, b: [1, 2] } });

  assert.deepEqual(run.shownWeights, ['w norm', 'b[0]', 'b[1]']);
});

test('The elements of a tensor are named by their indices, in rows and in columns', () => {
  const tensors = [[[1, 2]], [[3, null]]];

  assert.deepEqual(
    [...scalars('w', tensors[0])],
    [
      ['w[0][0]', 1],
      ['w[0][1]', 2],
    ],
  );
  assert.deepEqual(
    [...columns('w', tensors)],
    [
      ['w[0][0]', [1, 3]],
      ['w[0][1]', [2, null]],
    ],
  );
  assert.deepEqual(
    [...columns('w', { norm: [1, 2], max: [3, 4] })],
    [
      ['w norm', [1, 2]],
      ['w max', [3, 4]],
    ],
  );
});

test('The test loss at a step is the newest that was known', () => {
  const held = new HeldLosses();
  held.append({ step: [10, 20], loss: [0.7, 0.6] }, 0);
  held.append({ step: [20, 30], loss: [0.6, 0.5] }, 20);
  held.append(undefined, 30);

  assert.deepEqual(held.steps, [10, 20, 30]);
  assert.deepEqual(
    [5, 10, 25, 99].map((step) => held.at(step)),
    [undefined, 0.7, 0.6, 0.5],
  );
});

test('Two runs are compared where model and data are the same', () => {
  const before = new Run(job());
  assert.equal(comparable(before, job()), false);
  before.append(steps([1]));

  assert.equal(comparable(before, job({ optimizer: { type: 'adam', learningRate: 0.1 } })), true);
  assert.equal(comparable(before, job({ data: { x: [3], y: [6], target: 'y' } })), false);
  assert.equal(comparable(null, job()), false);
});

test('The run before is told from the present one by what it had otherwise', () => {
  const before = new Run(job());
  const told = (changes) => difference(before, new Run(job(changes)));

  assert.equal(told({}), 'the same');
  assert.equal(told({ name: 'another', record: { every: 2 } }), 'the same');
  assert.equal(told({ steps: 20 }), 'steps 10');
  assert.equal(told({ regularization: { l2: 0.1 } }), 'no regularization');
  assert.equal(
    told({ optimizer: { type: 'adam', learningRate: 0.1 }, steps: 1, loss: { type: 'mae' } }),
    'mse, reduction mean, sgd and more',
  );
});
