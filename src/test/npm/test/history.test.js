// Undo, the experiments of this browser, and the edits of a lesson.
import assert from 'node:assert/strict';
import test from 'node:test';
import { frame } from '../support/browser.js';

const { Experiments, NotKept } = await import('#page/state/experiments.js');
const { History } = await import('#page/state/history.js');
const { LessonEdits } = await import('#page/state/lesson-edits.js');
const { Store } = await import('#page/state/store.js');

/** A store with a history whose clock a test moves. */
function begin() {
  const store = new Store({ specification: { steps: 0 }, lesson: null, faults: [], broken: null });
  let now = 0;
  const history = new History(store, () => now);
  return {
    store,
    history,
    edit: (specification, after = 1000, more = {}) => {
      now += after;
      store.set({ specification, ...more });
      frame();
    },
    steps: () => {
      frame();
      return store.state.specification.steps;
    },
  };
}

test('Edits are undone and done again, one by one', () => {
  const { edit, history, steps } = begin();
  edit({ steps: 1 });
  edit({ steps: 2 });

  history.undo();
  assert.equal(steps(), 1);
  history.undo();
  assert.equal(steps(), 0);
  assert.equal(history.canUndo, false);
  history.undo();
  assert.equal(steps(), 0);
  history.redo();
  history.redo();
  assert.equal(steps(), 2);
  assert.equal(history.canRedo, false);
});

test('Edits that follow each other fast are one', () => {
  const { edit, history, steps } = begin();
  edit({ steps: 1 });
  edit({ steps: 2 }, 100);
  edit({ steps: 3 }, 100);

  history.undo();

  assert.equal(steps(), 0);
});

test('An edit after an undo forgets what was undone', () => {
  const { edit, history, steps } = begin();
  edit({ steps: 1 });
  history.undo();
  steps();
  edit({ steps: 5 });

  assert.equal(history.canRedo, false);
  history.undo();
  assert.equal(steps(), 0);
});

test('The lesson comes back with its specification, and only so many moments are kept', () => {
  const { edit, history, steps, store } = begin();
  const lesson = { id: 'one' };
  edit({ steps: 1 }, 1000, { lesson });
  edit({ steps: 2 }, 10, { lesson: { id: 'two' } });

  history.undo();
  assert.equal(steps(), 1);
  assert.equal(store.state.lesson, lesson);
  for (let i = 0; i < 300; i++) {
    edit({ steps: i });
  }
  let undone = 0;
  while (history.canUndo) {
    history.undo();
    frame();
    undone++;
  }
  assert.equal(undone, 200);
});

/** A storage that is full after so many characters. */
function storage(most = Infinity) {
  const values = new Map();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > most) {
        throw new DOMException('full', 'QuotaExceededError');
      }
      values.set(key, value);
    },
  };
}

const SPECIFICATION = { model: { expression: 'w', parameters: {} }, data: { y: [1] } };

test('Experiments are kept by name, renamed, deleted and put back', () => {
  const experiments = new Experiments(storage());
  const first = experiments.save('mine', SPECIFICATION);
  const second = experiments.save('mine', { ...SPECIFICATION, steps: 7 });

  assert.deepEqual(
    experiments.list().map(({ name }) => name),
    ['mine 2', 'mine'],
  );
  experiments.rename(first.id, 'better');
  experiments.remove(second.id);
  assert.deepEqual(
    experiments.list().map(({ name }) => name),
    ['better'],
  );
  assert.deepEqual(experiments.list()[0].specification, SPECIFICATION);
  experiments.restore(second);
  assert.equal(experiments.list().length, 2);
});

test('A file of experiments is read by another browser, and a specification alone too', () => {
  const experiments = new Experiments(storage());
  experiments.save('one', SPECIFICATION);
  experiments.save('two', SPECIFICATION);
  const other = new Experiments(storage());
  other.save('two', SPECIFICATION);

  assert.equal(other.read(experiments.text()), 2);
  assert.deepEqual(
    other.list().map(({ name }) => name),
    ['two 2', 'one', 'two'],
  );
  assert.equal(other.read(JSON.stringify(SPECIFICATION), 'alone'), 1);
  assert.equal(other.list()[0].name, 'alone');
  for (const text of ['{', '[]', '{"format": "downhill-experiments", "experiments": [1, {}]}', '{"model": 1}']) {
    assert.throws(() => other.read(text), NotKept);
  }
});

test('A full storage and a full list are told, and nothing is lost', () => {
  const small = new Experiments(storage(400));
  small.save('one', SPECIFICATION);
  assert.throws(() => small.save('large', { ...SPECIFICATION, data: { y: Array(500).fill(1) } }), /storage is full/);
  assert.deepEqual(
    small.list().map(({ name }) => name),
    ['one'],
  );
  const many = new Experiments(storage());
  for (let i = 0; i < 100; i++) {
    many.save('e', SPECIFICATION);
  }
  assert.throws(() => many.save('e', SPECIFICATION), /100 experiments already/);
});

test('What others wrote into the storage does no harm', () => {
  const damaged = storage();
  damaged.setItem('downhill.experiments', '{"not": "a list"}');
  assert.deepEqual(new Experiments(damaged).list(), []);
  damaged.setItem('downhill.experiments', 'no JSON');
  assert.deepEqual(new Experiments(damaged).list(), []);
});

test('A lesson is found again as it was left', () => {
  const one = { id: 'one', specification: { steps: 1 }, variations: [{ name: 'v', specification: { steps: 9 } }] };
  const two = { id: 'two', specification: { steps: 2 } };
  const store = new Store({ lesson: null, specification: null });
  const edits = new LessonEdits(store);
  const set = (changes) => {
    store.set(changes);
    frame();
  };

  set({ lesson: one, specification: one.specification });
  set({ specification: { steps: 5 } });
  set({ lesson: two, specification: edits.of(two) });
  assert.deepEqual(edits.of(one), { steps: 5 });
  assert.deepEqual(edits.of(two), { steps: 2 });
  set({ lesson: one, specification: edits.of(one) });
  set({ specification: one.variations[0].specification });
  assert.deepEqual(edits.of(one), { steps: 1 });
});
