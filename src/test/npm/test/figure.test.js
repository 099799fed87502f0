// The figure for other pages: what it shows of a capsule, whoever wrote the capsule.
import assert from 'node:assert/strict';
import test from 'node:test';
import '../support/browser.js';
import { json, object } from '../support/arbitrary.js';
import fc from '../support/draws.js';

globalThis.DOMParser = window.DOMParser;

const { readCapsule } = await import('#embed/capsule.js');
const { CapsuleFault } = await import('#embed/shape.js');
const { Figure } = await import('#embed/figure.js');
const { thinned } = await import('#embed/curve.js');
const { extent } = await import('#embed/drawing.js');
const { levels } = await import('#embed/bowl.js');
const { snippet, wholeSnippet } = await import('#page/share/embed.js');

const number = fc.double({ noNaN: true, noDefaultInfinity: true });

const trace = (step) => ({
  step,
  learningRate: 0.1,
  forward: { prediction: 'p', nodes: [{ text: `w = ${step}` }] },
  loss: { node: 'loss', nodes: [{ text: 'loss = 36' }] },
  backward: { edges: [{ text: 'd(loss)/d(w) = -24' }], nodes: [] },
  update: { parameters: [{ parameter: 'w', gradientText: 'grad = -24', equations: [{ text: 'w_next = 2.4' }] }] },
  next: { text: 'The gradients are set to zero.' },
});

/** A capsule of a run of one weight. */
const capsule = (losses = [36, 1.44], weights = [2.4, 2.88]) => ({
  format: 'downhill-capsule',
  version: 1,
  name: 'first',
  status: 'succeeded',
  outcome: 'completed',
  specification: { model: {}, data: {}, steps: losses.length },
  result: { finalLoss: 0.0576, parameters: { w: weights.at(-1) } },
  trajectory: { step: losses.map((_, i) => i + 1), loss: losses, initial: { w: 0 }, parameters: { w: weights } },
  steps: [trace(1)],
  lossSurface: {
    x: { name: 'w', values: [0, 3, 6] },
    y: null,
    losses: [36, 0, 36],
    path: { step: [0, 1, 2], x: [0, 2.4, 2.88], y: null, loss: [36, 1.44, 0.0576] },
  },
});

const shown = (figure, name) =>
  Number(figure.element.querySelector(`[data-name="${name}"] data`).getAttribute('value'));

test('The figure shows each recorded number exactly', () => {
  const points = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(points, (all) => {
      const [losses, weights] = [all.map(([loss]) => loss), all.map(([, weight]) => weight)];
      const figure = new Figure(readCapsule({ ...capsule(losses, weights), lossSurface: undefined, steps: [] }));
      for (let i = 0; i < all.length; i++) {
        figure.seek(i + 1);
        assert.equal(shown(figure, 'step'), i + 1);
        assert.equal(shown(figure, 'loss'), losses[i] + 0);
        assert.equal(shown(figure, 'w'), weights[i] + 0);
      }
      figure.seek(0);
      assert.deepEqual([shown(figure, 'step'), shown(figure, 'w')], [0, 0]);
    }),
  );
});

test('An opened step shows its lines when the playhead is on it', () => {
  const figure = new Figure(readCapsule(capsule()));
  const lines = () => [...figure.element.querySelectorAll('.parts li')].map(({ textContent }) => textContent);
  assert.deepEqual(lines(), []);
  figure.element.querySelector('.opened button').click();
  assert.deepEqual(lines(), [
    'w = 1',
    'loss = 36',
    'd(loss)/d(w) = -24',
    'grad = -24',
    'w_next = 2.4',
    'The gradients are set to zero.',
  ]);
  figure.seek(2);
  assert.deepEqual(lines(), []);
});

test('Arrow keys on the buttons step and stop at the ends', () => {
  const figure = new Figure(readCapsule(capsule()));
  const press = (key) =>
    figure.element
      .querySelector('.player button')
      .dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
  const at = () => shown(figure, 'step');
  ['ArrowRight', 'ArrowRight', 'ArrowRight'].forEach(press);
  assert.equal(at(), 2);
  press('ArrowLeft');
  assert.equal(at(), 1);
  press('Home');
  assert.equal(at(), 0);
  press('End');
  assert.equal(at(), 2);
});

test('Any JSON is a capsule or has a fault', () => {
  fc.assert(
    fc.property(fc.oneof(json, object), (value) => {
      assert.throws(() => readCapsule(value), CapsuleFault);
    }),
  );
});

/** All places of a tree. */
const places = (tree, path = []) =>
  typeof tree === 'object' && tree !== null
    ? Object.keys(tree).flatMap((key) => [[...path, key], ...places(tree[key], [...path, key])])
    : [];

test('A capsule with any value in any place is shown as text or has a fault', () => {
  const all = places(capsule());
  const values = fc.oneof(json, fc.constant('<img src=x onerror="alert(1)"><script>alert(1)</script>'));
  fc.assert(
    fc.property(fc.constantFrom(...all), values, (path, value) => {
      const changed = capsule();
      const last = path.at(-1);
      path.slice(0, -1).reduce((inner, key) => inner[key], changed)[last] = value;
      let run;
      try {
        run = readCapsule(changed);
      } catch (fault) {
        assert.ok(fault instanceof CapsuleFault, `${path}: ${fault.stack}`);
        return;
      }
      const figure = new Figure(run);
      for (let i = 0; i <= run.steps.length; i++) {
        figure.seek(i);
      }
      assert.equal(figure.element.querySelectorAll('img, script').length, 0);
    }),
    { numRuns: 500 },
  );
});

test('A capsule of another version says so', () => {
  assert.throws(() => readCapsule({ ...capsule(), version: 2 }), /version 2, but this figure reads version 1/);
});

test('A thinned curve keeps its ends, its greatest and its least loss', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noDefaultInfinity: true }), { minLength: 1, maxLength: 3000, size: 'max' }),
      (values) => {
        const kept = thinned(values);
        const known = values.filter((value) => !Number.isNaN(value));
        assert.ok(kept.length <= 700);
        assert.deepEqual(extent(kept.map((i) => values[i])), extent(values));
        assert.equal(values[kept[0]], known[0]);
        assert.equal(values[kept.at(-1)], known.at(-1));
      },
    ),
  );
});

test('A higher loss has no lower level', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 30 }), (row) => {
      const [found] = levels([row]);
      for (let i = 1; i < row.length; i++) {
        const [low, high] = row[i] < row[i - 1] ? [i, i - 1] : [i - 1, i];
        assert.ok(found[low] <= found[high]);
      }
      assert.ok(found.every((level) => level >= 0 && level < 14));
    }),
  );
});

test('No text of a capsule ends the script that holds it', () => {
  fc.assert(
    fc.property(object, (value) => {
      const text = JSON.stringify({ ...value, evil: '</script><img src=x onerror=alert(1)>' });
      const html = wholeSnippet('https://downhill.example/', text, '<b>&');
      const inside = /<script type="application\/json">(.*?)<\/script>/s.exec(html)[1];
      assert.deepEqual(JSON.parse(inside), JSON.parse(text));
      assert.ok(html.includes('<p>&lt;b>&amp;</p>'));
    }),
  );
  assert.match(snippet('https://downhill.example/', 'first.run.json', 'x'), /src="first\.run\.json"/);
});
