import assert from 'node:assert/strict';
import test from 'node:test';
import { Run } from '#page/run/run.js';
import { frame } from '../support/browser.js';
import fc from '../support/draws.js';
import { job, steps } from '../support/runs.js';

const { Playback } = await import('#page/state/playback.js');
const { Store } = await import('#page/state/store.js');

function stage(points, changes = {}) {
  const run = new Run(job({ steps: points }));
  run.append(steps(Array.from({ length: points }, (_, i) => i + 1)));
  run.job = job();
  const store = new Store({ run, position: 0, playing: false, pace: 'steady', ...changes });
  return { run, store, playback: new Playback(store) };
}

/** Draws frames a tenth of a second apart, until nothing asks for one, but no more than so many. */
function play(most) {
  const began = performance.now();
  let drawn = 0;
  while (drawn < most && frame(began + 100 * (drawn + 1)) > 0) {
    drawn++;
  }
  return drawn;
}

test('The playhead stays between the start and the newest point', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.double(), (points, position) => {
      fc.pre(!Number.isNaN(position));
      const { store, playback } = stage(points);
      playback.seek(position);
      assert.ok(store.state.position >= 0 && store.state.position <= points);
    }),
  );
});

test('A step back undoes a step forward', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(), (points, at) => {
      const { store, playback } = stage(points, { position: at % points });
      playback.step(1);
      playback.step(-1);
      assert.equal(store.state.position, at % points);
    }),
  );
});

test('A step from between two points goes to the next whole one', () => {
  const { store, playback } = stage(5, { position: 2.4 });

  playback.step(1);
  assert.equal(store.state.position, 3);
  store.set({ position: 2.4 });
  playback.step(-1);
  assert.equal(store.state.position, 2);
});

test('A run that has ended plays to its end and stops there', () => {
  const { store, playback } = stage(10);
  playback.play();

  assert.ok(play(500) < 500);
  assert.equal(store.state.position, 10);
  assert.equal(store.state.playing, false);
});

test('Play at the end begins anew', () => {
  const { store, playback } = stage(10, { position: 10 });

  playback.play();

  assert.equal(store.state.position, 0);
  play(500);
});

test('A run that goes on keeps the playhead at its newest point', () => {
  const { run, store, playback } = stage(3, { pace: 'live' });
  run.job = null;
  playback.play();

  play(20);

  assert.equal(store.state.position, 3);
  assert.equal(store.state.playing, true);
  playback.pause();
  play(500);
});

test('Pressing play again does not draw two frames at once', () => {
  const framesOf = (presses) => {
    const { playback } = stage(10);
    for (let i = 0; i < presses; i++) {
      playback.play();
    }
    frame();
    const asked = frame();
    playback.pause();
    play(500);
    return asked;
  };

  assert.equal(framesOf(3), framesOf(1));
});

test('Without a run there is nothing to play', () => {
  const store = new Store({ run: null, position: 0, playing: false, pace: 'steady' });

  new Playback(store).toggle();

  assert.equal(store.state.playing, false);
});
