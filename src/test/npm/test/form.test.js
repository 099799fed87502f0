// The form with the catalogue and the lessons of a running service, whose address is in DOWNHILL.
import assert from 'node:assert/strict';
import test from 'node:test';
import { enter, frame } from '../support/browser.js';

const { SpecificationForm } = await import('#page/setup/form.js');
const { FIRST_LESSON } = await import('#page/setup/first-lesson.js');
const { Store } = await import('#page/state/store.js');

const address = process.env.DOWNHILL;
const options = { skip: address ? false : 'DOWNHILL has no address of a service' };
const get = async (path) => (await fetch(`${address}/${path}`)).json();
const catalog = address && (await get('catalog'));
const lessons = address ? (await get('lessons')).lessons : [];

/** Shows a specification in a form; returns how to find a field, and what the specification has become. */
function show(specification) {
  const store = new Store({ catalog, specification, faults: [] });
  const form = new SpecificationForm(store, (next) => store.set({ specification: next }));
  document.body.replaceChildren(form.element);
  store.touch('specification', 'catalog');
  frame();
  return {
    fields: () => [...form.element.querySelectorAll('[data-pointer]')],
    field: (pointer) => form.element.querySelector(`[data-pointer="${pointer}"]`),
    change: (pointer, value) => {
      enter(form.element.querySelector(`[data-pointer="${pointer}"]`), value);
      frame();
    },
    refuse: (faults) => {
      store.set({ faults });
      frame();
    },
    specification: () => store.state.specification,
  };
}

test('Every lesson has fields, and reading all of them back leaves its specification as it is', options, async () => {
  for (const { id } of lessons) {
    const { specification } = await get(`lessons/${id}`);
    const { fields, field, specification: now } = show(specification);

    assert.ok(fields().length > 5, id);
    for (const { dataset, type } of fields()) {
      const control = field(dataset.pointer);
      if (type === 'text' && control.value !== '') {
        enter(control, control.value);
        frame();
      }
    }
    assert.deepEqual(now(), specification, id);
  }
});

test('Every kind of the catalogue can be chosen, and a learning rate outlives the choice of another', options, () => {
  const { change, field, specification } = show(FIRST_LESSON);
  for (const { name } of catalog.kinds.optimizer) {
    change('/optimizer', name);

    assert.deepEqual(specification().optimizer, { type: name, learningRate: 0.1 });
    assert.equal(field('/optimizer/learningRate').value, '0.1');
  }
  for (const { name } of catalog.kinds.schedule) {
    change('/schedule', name);

    assert.equal(specification().schedule.type, name);
  }
});

test('An empty field leaves the default to the service', options, () => {
  const { change, specification } = show(FIRST_LESSON);

  change('/steps', '');

  assert.equal('steps' in specification(), false);
});

test('Numbers may be typed as people write them', options, () => {
  const { change, specification } = show(FIRST_LESSON);

  change('/optimizer/learningRate', '.5');
  change('/data/x', '1, .5, 3');
  change('/seed', 'seven');

  assert.equal(specification().optimizer.learningRate, 0.5);
  assert.deepEqual(specification().data.x, [1, 0.5, 3]);
  assert.equal(specification().seed, 'seven');
});

test('An optimizer that stands as a word keeps its name where an option is set', options, () => {
  const { change, specification } = show({ ...FIRST_LESSON, optimizer: 'adam' });

  change('/optimizer/learningRate', '0.2');

  assert.deepEqual(specification().optimizer, { type: 'adam', learningRate: 0.2 });
});

test('A kind with options is shown by its name', options, () => {
  const layer = { type: 'linear', units: 2, activation: { type: 'leakyRelu', negativeSlope: 0.2 } };
  const { field } = show({ ...FIRST_LESSON, model: { layers: [layer] } });

  assert.equal(field('/model/layers/0/activation').querySelector('[selected]').value, 'leakyRelu');
});

test('A new name in a formula is a parameter, also if every object has a property of that name', options, () => {
  const { change, specification } = show(FIRST_LESSON);

  change('/model/expression', 'w * x + constructor + exp(größe)');

  assert.deepEqual(specification().model.parameters, { w: 0, constructor: 0, größe: 0 });
});

test('A fault is told at its own field, whatever the letters of its name', options, () => {
  const { field, fields, refuse } = show({ ...FIRST_LESSON, data: { größe: [1], grüße: [2], 'a b': [3], y: [6] } });

  refuse([{ pointer: '/data/grüße/0', message: 'is odd' }]);

  assert.equal(new Set(fields().map(({ id }) => id)).size, fields().length);
  assert.equal(field('/data/grüße').getAttribute('aria-invalid'), 'true');
  assert.equal(field('/data/größe').getAttribute('aria-invalid'), null);
  assert.equal(document.getElementById(`${field('/data/grüße').id}-says`).textContent, 'is odd');
});

test('A specification that is far from one has a sentence in place of fields', options, () => {
  const { fields } = show({ model: { layers: 'many' }, data: {} });

  assert.equal(fields().length, 0);
  assert.match(document.body.textContent, /no fields for this/);
});
