import assert from 'node:assert/strict';
import test from 'node:test';
import { at, isObject, join, without, withValue } from '#page/state/pointer.js';
import { json, name, object } from '../support/arbitrary.js';
import fc from '../support/draws.js';

const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.reduce(join, ''));

test('What is put at a pointer is found there', () => {
  fc.assert(
    fc.property(object, path, json, (before, pointer, value) => {
      assert.deepEqual(at(withValue(before, pointer, value), pointer), value);
    }),
  );
});

test('A change leaves the original as it was', () => {
  fc.assert(
    fc.property(object, path, json, (before, pointer, value) => {
      const text = JSON.stringify(before);
      withValue(before, pointer, value);
      without(before, pointer);
      assert.equal(JSON.stringify(before), text);
    }),
  );
});

test('Taking away what was added restores the object', () => {
  fc.assert(
    fc.property(object, name, json, (before, key, value) => {
      fc.pre(!Object.hasOwn(before, key));
      const pointer = join('', key);
      assert.deepEqual(without(withValue(before, pointer, value), pointer), before);
    }),
  );
});

test('Putting back the old value restores the object, with its order', () => {
  fc.assert(
    fc.property(object, name, json, json, (rest, key, old, value) => {
      const pointer = join('', key);
      const before = withValue(rest, pointer, old);
      assert.equal(JSON.stringify(withValue(withValue(before, pointer, value), pointer, old)), JSON.stringify(before));
    }),
  );
});

test('There is nothing where nothing was put, also under names that every object has', () => {
  assert.equal(at({}, '/constructor'), undefined);
  assert.equal(at({ loss: 'mse' }, '/loss/length'), undefined);
  assert.equal(at({ a: null }, '/a/b'), undefined);
});

test('Taking away what is not there changes nothing', () => {
  const before = { optimizer: { type: 'adam' } };

  assert.equal(without(before, '/schedule/gamma'), before);
});

test('An element of an array is replaced or removed in its place', () => {
  const before = { layers: [1, 2, 3] };

  assert.deepEqual(withValue(before, '/layers/1', 9), { layers: [1, 9, 3] });
  assert.deepEqual(without(before, '/layers/1'), { layers: [1, 3] });
});

test('An option of a kind that stands as a word makes it an object of that type', () => {
  assert.deepEqual(withValue({ optimizer: 'adam' }, '/optimizer/learningRate', 0.2), {
    optimizer: { type: 'adam', learningRate: 0.2 },
  });
});

test('Only objects are objects', () => {
  assert.equal(isObject({}), true);
  assert.deepEqual([null, [], 'a', 1, undefined].map(isObject), [false, false, false, false, false]);
});
