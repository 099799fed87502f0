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
    text: () => form.element.textContent,
    cell: (label) => form.element.querySelector(`[aria-label="${label}"]`),
    type: (label, value) => {
      enter(form.element.querySelector(`[aria-label="${label}"]`), value);
      frame();
    },
    press: (name) => {
      [...form.element.querySelectorAll('button')].find(({ textContent }) => textContent === name).click();
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
  change('/model/parameters/w', '1, .5, 3');
  change('/seed', 'seven');

  assert.equal(specification().optimizer.learningRate, 0.5);
  assert.deepEqual(specification().model.parameters.w, [1, 0.5, 3]);
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

test('A new name in a formula is a parameter once the reader says so', options, () => {
  const { change, press, specification, text } = show(FIRST_LESSON);

  change('/model/expression', 'w * xx + constructor + exp(größe) + 1e3 * xx');

  assert.deepEqual(specification().model.parameters, { w: 0 });
  assert.match(text(), /“xx” is neither a column nor a parameter. Did you mean x\?/);
  press('Make constructor a parameter');
  press('Make größe a parameter');
  assert.deepEqual(specification().model.parameters, { w: 0, constructor: 0, größe: 0 });
  press('Use x');
  assert.equal(specification().model.expression, 'w * x + constructor + exp(größe) + 1e3 * x');
  assert.doesNotMatch(text(), /neither/);
});

test('A fault is told at its own column or cell, whatever the letters of its name', options, () => {
  const { cell, refuse, text } = show({ ...FIRST_LESSON, data: { größe: [1], grüße: [2], 'a b': [3], y: [6] } });

  refuse([{ pointer: '/data/grüße/0', message: 'is odd' }]);

  assert.equal(cell('grüße, row 1').getAttribute('aria-invalid'), 'true');
  assert.equal(cell('größe, row 1').getAttribute('aria-invalid'), null);
  assert.match(text(), /grüße, row 1: is odd/);
});

test('A cell that is no number is marked, and stays as it was typed', options, () => {
  const { cell, type, specification, text } = show({ ...FIRST_LESSON, data: { x: [1, 2, 3], y: [1, 2, 3] } });

  type('x, row 2', 'two');

  assert.equal(cell('x, row 2').getAttribute('aria-invalid'), 'true');
  assert.match(text(), /x, row 2: “two” is not a number/);
  assert.deepEqual(specification().data.x, [1, 'two', 3]);
  type('x, row 2', '2,5');
  assert.deepEqual(specification().data.x, [1, 2.5, 3]);
  assert.doesNotMatch(text(), /is not a number/);
});

test('A column of words makes CSV with classes, and layers with an output for each', options, () => {
  const { type, specification } = show({ ...FIRST_LESSON, data: { x: [1, 2, 3], y: [1, 2, 3] } });

  for (const [i, word] of ['red', 'blue', 'red'].entries()) {
    type(`y, row ${i + 1}`, word);
  }

  assert.deepEqual(specification().data, { csv: 'x,y\n1,red\n2,blue\n3,red\n', target: 'y' });
  assert.equal(specification().model.layers.at(-1).units, 2);
  assert.equal('loss' in specification(), false);
});

test('A column with another name has it in the formula too', options, () => {
  const { type, specification } = show(FIRST_LESSON);

  type('Name of column 1', 'my x');

  assert.deepEqual(specification().data, { 'my x': [2], y: [6] });
  assert.equal(specification().model.expression, 'w * `my x`');
});

test('Own data and own formula come back after another kind of data', options, () => {
  const { change, type, specification } = show(FIRST_LESSON);
  type('x, row 1', '7');
  const own = specification();

  change('/data', 'generator');
  change('/data', 'text');
  change('/data', 'columns');

  assert.deepEqual(specification(), own);
  change('/model', 'layers');
  change('/model', 'expression');
  assert.deepEqual(specification(), own);
});

test('Features are switched on and off, and are gone when only the inputs are left', options, () => {
  const { change, press, specification } = show(FIRST_LESSON);
  change('/data', 'generator');

  press('x1²');
  press('x2');
  assert.deepEqual(specification().data.features, ['x1', 'x1 ** 2']);
  press('x2');
  press('x1²');

  assert.equal('features' in specification().data, false);
});

test('Regularization is there as long as a penalty is', options, () => {
  const { change, specification } = show(FIRST_LESSON);

  change('/regularization/l2', '0.01');
  assert.deepEqual(specification().regularization, { l2: 0.01 });
  change('/regularization/l2', '');

  assert.equal('regularization' in specification(), false);
});

test('A share is typed as a percentage', options, () => {
  const { change, field, specification } = show(FIRST_LESSON);

  change('/data/testFraction', '30');

  assert.equal(specification().data.testFraction, 0.3);
  assert.equal(field('/data/testFraction').value, '30');
});

test('A specification that is far from one has a sentence in place of fields', options, () => {
  const { fields } = show({ model: { layers: 'many' }, data: {} });

  assert.equal(fields().length, 0);
  assert.match(document.body.textContent, /no fields for this/);
});
