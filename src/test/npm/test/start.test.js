// What the page does before anybody asks: which views it shows, what it trains by itself, and what it suggests.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from '../support/draws.js';
import '../support/browser.js';
import { job } from '../support/runs.js';

const { Notices } = await import('#page/page/notices.js');
const { remedyOf } = await import('#page/player/remedy.js');
const { FIRST_LESSON } = await import('#page/setup/first-lesson.js');
const { arrangement, placed } = await import('#page/state/arrangement.js');
const { isLong } = await import('#page/state/effort.js');
const { Experiment } = await import('#page/state/experiment.js');
const { Playback } = await import('#page/state/playback.js');
const { isStale } = await import('#page/state/stale.js');
const { Store } = await import('#page/state/store.js');

const KNOWN = ['surface', 'fit', 'loss', 'step', 'weights', 'network'];
const LAYERS = { model: { layers: [{ type: 'linear', units: 2 }] } };

test('The reader chooses the views before the lesson, and the lesson before the model', () => {
  const lesson = { views: ['step', 'bowl', 'weights'] };
  const shown = (state) => arrangement({ views: null, lesson: null, specification: FIRST_LESSON, ...state }, KNOWN);

  assert.deepEqual(shown({}), ['surface', 'fit', 'loss']);
  assert.deepEqual(shown({ specification: LAYERS }), ['network', 'fit', 'loss']);
  assert.deepEqual(shown({ lesson }), ['step', 'weights', 'surface']);
  assert.deepEqual(shown({ lesson, views: ['fit', 'loss', 'network'] }), ['fit', 'loss', 'network']);
  assert.deepEqual(arrangement({ views: null, lesson: null, specification: LAYERS }, ['loss', 'fit']), ['fit', 'loss']);
});

test('An exchange of views loses none and shows none twice', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(KNOWN, { minLength: 3, maxLength: 3 }),
      fc.nat(2),
      fc.constantFrom(...KNOWN),
      (shown, slot, name) => {
        const after = placed(shown, slot, name);
        assert.equal(after[slot], name);
        assert.equal(new Set(after).size, 3);
      },
    ),
  );
});

test('A run is long by its steps, its rows and its weights', () => {
  const long = (changes) => isLong({ ...FIRST_LESSON, ...changes });

  assert.equal(long({}), false);
  assert.equal(long({ steps: 1e9 }), true);
  assert.equal(
    long({
      model: { layers: [{ units: 512 }, { units: 512 }] },
      data: { generator: 'spiral', n: 5000 },
      epochs: 100,
      batchSize: 50,
    }),
    true,
  );
  assert.equal(long({ model: null, data: null }), false);
});

test('A finding suggests another specification', () => {
  const specification = { ...FIRST_LESSON, zeroGrad: false };

  assert.deepEqual(remedyOf({ code: 'x', numbers: { suggestedLearningRate: 0.05 } }, specification), {
    text: 'Try 0.05',
    specification: { ...specification, optimizer: { type: 'sgd', learningRate: 0.05 } },
  });
  assert.deepEqual(remedyOf({ code: 'forgottenZeroGrad', numbers: {} }, specification)?.specification, FIRST_LESSON);
  assert.equal(remedyOf({ code: 'overFitting', numbers: {} }, specification), null);
});

test('Pictures are stale where the specification has changed, not where it is written again', () => {
  const state = { run: {}, trained: FIRST_LESSON, specification: { ...FIRST_LESSON } };

  assert.equal(isStale(state), false);
  assert.equal(isStale({ ...state, specification: { ...FIRST_LESSON, steps: 3 } }), true);
  assert.equal(isStale({ ...state, run: null, trained: null }), false);
});

test('One job is on its way at a time, and the newest specification is the next', async () => {
  const sent = [];
  let under = 0;
  globalThis.EventSource = class {
    addEventListener() {}
    close() {}
  };
  globalThis.fetch = async (path, { body }) => {
    if (path === 'jobs') {
      assert.equal(++under, 1);
      sent.push(JSON.parse(body).steps);
      await new Promise((resolve) => setTimeout(resolve, 5));
      under--;
    }
    return { ok: true, json: async () => job() };
  };
  const store = new Store({ run: null, ghost: null, trained: null, position: 0, playing: false });
  const experiment = new Experiment(store, new Playback(store), new Notices(document.createElement('div')));

  const all = [1, 2, 3, 4].map((steps) => {
    store.set({ specification: { ...FIRST_LESSON, steps } });
    return experiment.train('stand');
  });
  await Promise.all(all);

  assert.deepEqual(sent, [1, 4]);
  assert.equal(store.state.trained.steps, 4);
  assert.equal(store.state.sending, false);
});
