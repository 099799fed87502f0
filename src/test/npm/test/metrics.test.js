import assert from 'node:assert/strict';
import test from 'node:test';
import '../support/browser.js';
import { Metrics } from '#page/run/metrics.js';
import { Run } from '#page/run/run.js';
import { metricEnds, sayMetric } from '#page/views/curves/metrics.js';
import fc from '../support/draws.js';
import { job, steps } from '../support/runs.js';

const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));

test('Metrics that arrive in parts, or twice after a connection broke, are those that arrive at once', () => {
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 30 }), fc.nat(30), fc.nat(30), (values, cut, again) => {
      const all = { step: values.map((_, i) => i + 1), accuracy: values, testAccuracy: values };
      const part = (from, to) =>
        Object.fromEntries(Object.entries(all).map(([name, column]) => [name, column.slice(from, to)]));
      const [once, twice] = [new Metrics(), new Metrics()];
      once.append(all);
      twice.append(part(0, cut));
      twice.append(part(Math.max(0, cut - again), undefined));

      assert.deepEqual(twice, once);
    }),
  );
});

test('A metric at a step is its newest value that is known there', () => {
  const run = new Run(job({ record: { every: 1, metrics: true } }));
  run.append({ ...steps([1, 2, 3, 4]), metrics: { step: [2, 3], accuracy: [0.5, null], testAccuracy: [0.25, 0.75] } });

  assert.deepEqual(run.metrics.names, ['accuracy', 'testAccuracy']);
  assert.deepEqual(
    [1, 2, 3, 4].map((step) => run.metrics.at('accuracy', step)),
    [null, 0.5, 0.5, 0.5],
  );
  assert.equal(run.metrics.at('testAccuracy', 4), 0.75);
  assert.equal(run.metrics.at('r2', 4), null);
});

test('A metric that appears late has no values before', () => {
  const metrics = new Metrics();
  metrics.append({ step: [1], testAccuracy: [0.5] });
  metrics.append({ step: [2], accuracy: [1], testAccuracy: [0.5] });

  assert.deepEqual(metrics.columns.get('accuracy'), [null, 1]);
});

test('Accuracies are said in percent, and an R² far below 0 does not stretch the axis', () => {
  assert.equal(sayMetric('testAccuracy', 0.97777), 'test accuracy 97.8 %');
  assert.equal(sayMetric('r2', -0.25), 'R² −0.25');
  assert.equal(sayMetric('accuracy', null), 'accuracy not known yet');
  assert.deepEqual(metricEnds(0.4), [0, 1]);
  assert.deepEqual(metricEnds(-0.5), [-0.5, 1]);
  assert.deepEqual(metricEnds(-1000), [-1, 1]);
});
