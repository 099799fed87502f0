import assert from 'node:assert/strict';
import test from 'node:test';
import { frame } from '../support/browser.js';

const { Store } = await import('#page/state/store.js');

test('Listeners hear of all changes of a frame at once', () => {
  const store = new Store({ position: 0, playing: false });
  const heard = [];
  store.subscribe(({ position }, changed) => heard.push([position, [...changed].sort()]));

  store.set({ position: 1 });
  store.set({ position: 2, playing: true });
  store.touch('points');
  assert.deepEqual(heard, []);
  frame();
  frame();

  assert.deepEqual(heard, [[2, ['playing', 'points', 'position']]]);
});

test('A change that a listener makes is told in the next frame', () => {
  const store = new Store({ position: 0 });
  const heard = [];
  store.subscribe(({ position }) => {
    heard.push(position);
    if (position < 3) {
      store.set({ position: position + 1 });
    }
  });

  store.set({ position: 1 });
  frame();
  assert.deepEqual(heard, [1]);
  frame();
  frame();
  frame();

  assert.deepEqual(heard, [1, 2, 3]);
});
