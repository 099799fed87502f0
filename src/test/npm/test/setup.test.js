import assert from 'node:assert/strict';
import test from 'node:test';
import { learningRate } from '#page/player/learning-rate.js';
import { DATA, withData } from '#page/setup/data-kinds.js';
import { FIRST_LESSON } from '#page/setup/first-lesson.js';
import { nearest, places, pretty } from '#page/setup/json-text.js';
import { at, isObject, join } from '#page/state/pointer.js';
import { json, object } from '../support/arbitrary.js';
import fc from '../support/draws.js';

/** Every pointer into a value. */
function* pointers(value, pointer = '') {
  yield pointer;
  if (Array.isArray(value) || isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield* pointers(inner, join(pointer, key));
    }
  }
}

test('JSON written for people is the same JSON', () => {
  fc.assert(
    fc.property(json, (value) => {
      assert.deepEqual(JSON.parse(pretty(value)), value);
    }),
  );
});

test('JSON written for people is no wider than it has to be', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 60 }), (steps) => {
      assert.ok(
        pretty(steps)
          .split('\n')
          .every((line) => line.length <= 65),
      );
    }),
  );
});

test('Every value of a JSON text is found where it stands, however the text is laid out', () => {
  fc.assert(
    fc.property(object, fc.constantFrom(0, 1, 4), fc.boolean(), (value, indent, people) => {
      const text = people ? pretty(value) : JSON.stringify(value, null, indent);
      const found = places(text);
      const all = [...pointers(value)];
      for (const pointer of all) {
        assert.deepEqual(JSON.parse(text.slice(...found.get(pointer))), at(value, pointer));
      }
      assert.deepEqual([...found.keys()].sort(), all.sort());
    }),
  );
});

test('A fault at a place that is missing is marked at the nearest value around it', () => {
  const text = '{"optimizer": {"type": "sgd"}}';
  const marked = (pointer) => text.slice(...nearest(places(text), pointer));

  assert.equal(marked('/optimizer/learningRate/0'), '{"type": "sgd"}');
  assert.equal(marked('/steps'), text);
  assert.equal(marked('steps'), text);
});

test('Text that is no JSON has no places', () => {
  for (const text of ['', '{"a": [1, ', '{a: 1}', 'nothing']) {
    assert.throws(() => places(text), SyntaxError);
  }
});

test('Other data keep everything but the model and the loss that depend on them', () => {
  for (const kind of Object.keys(DATA)) {
    const { model, data, ...rest } = withData({ ...FIRST_LESSON, seed: 7 }, kind);

    assert.deepEqual(rest, { optimizer: FIRST_LESSON.optimizer, steps: FIRST_LESSON.steps, seed: 7 });
    assert.deepEqual(data, DATA[kind]);
    assert.ok(model.expression || model.layers.at(-1).units > 0);
  }
});

test('Other data keep the hidden layers, and give a text an embedding', () => {
  const hidden = { type: 'linear', units: 5, activation: 'relu' };
  const before = withData({ ...FIRST_LESSON, model: { layers: [hidden, { type: 'linear', units: 1 }] } }, 'text');

  assert.deepEqual(
    before.model.layers.map(({ type }) => type),
    ['embedding', 'flatten', 'linear', 'linear'],
  );
  assert.deepEqual(withData(before, 'generator').model.layers, [hidden, { type: 'linear', units: 2 }]);
});

test('A formula stays where the data become columns, and layers become a formula', () => {
  assert.equal(withData(FIRST_LESSON, 'columns').model, FIRST_LESSON.model);
  assert.equal(withData({ ...FIRST_LESSON, model: { layers: [] } }, 'columns').model.expression, 'w * x + b');
});

test('The learning rate is the one given, else the default of the optimizer', () => {
  const optimizer = (name, rate) => ({ name, text: '', options: [{ name: 'learningRate', default: rate }] });
  const catalog = { kinds: { optimizer: [optimizer('sgd', 0.01), optimizer('adam', 0.001)] } };
  const rate = (given) => learningRate({ ...FIRST_LESSON, optimizer: given }, catalog);

  assert.equal(rate({ type: 'adam', learningRate: 0.5 }), 0.5);
  assert.equal(rate({ type: 'adam' }), 0.001);
  assert.equal(rate('adam'), 0.001);
  assert.equal(rate({ momentum: 0.9 }), 0.01);
  assert.equal(rate(undefined), 0.01);
  assert.equal(rate({ type: 'adam', learningRate: 'large' }), null);
  assert.equal(learningRate(null, null), null);
});
