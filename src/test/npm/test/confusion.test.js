import assert from 'node:assert/strict';
import test from 'node:test';
import '../support/browser.js';
import { Outputs } from '#page/network/outputs.js';
import { pictureShape } from '#page/views/fit/cell-rows.js';
import { confusion, decisionOf } from '#page/views/fit/decision.js';
import fc from '../support/draws.js';

test('The counts of a confusion matrix are those of the pairs, and rates are shares of its rows and columns', () => {
  const pair = fc.tuple(fc.nat(3), fc.nat(3));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
      const { matrix, right, recall, precision } = confusion(4, pairs);
      const count = (test) => pairs.filter(test).length;

      assert.equal(
        right,
        count(([own, said]) => own === said),
      );
      for (const k of [0, 1, 2, 3]) {
        assert.equal(
          matrix[k][1],
          count(([own, said]) => own === k && said === 1),
        );
        const own = count(([one]) => one === k);
        const said = count(([, one]) => one === k);
        assert.equal(recall[k], own === 0 ? null : matrix[k][k] / own);
        assert.equal(precision[k], said === 0 ? null : matrix[k][k] / said);
      }
    }),
  );
});

test('A loss decides on a class as the service does', () => {
  const found = (loss, ...output) => decisionOf(loss, [])?.found(Outputs.of([output]), 0);
  const expected = (loss, target) => decisionOf(loss, [])?.expected(target);

  assert.equal(decisionOf('crossEntropy', ['a', 'b', 'c'])?.found(Outputs.of([[0, 3, 3]]), 0), 1);
  assert.deepEqual([found('bce', 0.49), found('bce', 0.5)], [0, 1]);
  assert.deepEqual([found('bceWithLogits', 0), found('bceWithLogits', 0.1)], [0, 1]);
  assert.deepEqual([found('hinge', -0.1), found('hinge', 0.1)], [0, 1]);
  assert.deepEqual([expected('bce', 0), expected('bceWithLogits', 1), expected('hinge', -1)], [0, 1, 0]);
  assert.deepEqual(decisionOf('hinge', [])?.names, ['-1', '1']);
  assert.equal(decisionOf('mse', ['a']), null);
});

test('Inputs are a picture if the model says so, or if they are numbered and make a square', () => {
  const numbered = (count) => Array.from({ length: count }, (_, i) => `pixel${i}`);
  const dense = { layers: [{ type: 'linear', units: 2 }] };
  const shaped = (...shape) => ({ layers: [{ type: 'unflatten', shape }] });

  assert.deepEqual(pictureShape(dense, 64, numbered(64)), { wide: 8, high: 8 });
  assert.deepEqual(pictureShape(shaped(1, 4, 16), 64, numbered(64)), { wide: 16, high: 4 });
  assert.equal(pictureShape(shaped(20, 1), 20, numbered(20)), null);
  assert.equal(pictureShape(dense, 4, ['sepalLength', 'sepalWidth', 'petalLength', 'petalWidth']), null);
  assert.equal(pictureShape(dense, 15, numbered(15)), null);
});
