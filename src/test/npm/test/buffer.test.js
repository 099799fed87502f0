import assert from 'node:assert/strict';
import test from 'node:test';
import { Buffer } from '#page/run/buffer.js';

/** A buffer of positions, whose answers come when the test says so. */
function stage({ points = 1000, mostPart = 256 } = {}) {
  const asked = [];
  const buffer = new Buffer({
    load: (from, to) => new Promise((resolve, reject) => asked.push({ from, to, resolve, reject })),
    size: () => 1000,
    mostPart,
    points: () => points,
    changed: () => {},
  });
  const answer = async () => {
    const { from, to, resolve } = asked.shift();
    resolve(Array.from({ length: to - from + 1 }, (_, i) => from + i));
    await new Promise(setImmediate);
  };
  return { buffer, asked, answer };
}

test('The playhead waits where nothing is known', async () => {
  const { buffer, answer } = stage();

  assert.equal(buffer.reach(0, 3.5), 0);
  await answer();
  assert.equal(buffer.reach(0, 3.5), 3.5);
  assert.equal(buffer.at(3.5), 3);
});

test('What comes next is asked for before the playhead is there, one request at a time', async () => {
  const { buffer, asked, answer } = stage();
  buffer.reach(0, 1);
  assert.equal(asked.length, 1);
  await answer();
  assert.equal(asked.length, 1);
  assert.equal(asked[0].from, 8);
  await answer();
  assert.equal(buffer.at(100), 100);
});

test('A playhead that follows the newest point goes to the newest that is known', async () => {
  const { buffer, asked, answer } = stage();
  buffer.reach(0, 1);
  await answer();
  await answer();
  assert.equal(buffer.reach(2, 900), 263.999);
  await answer();
  while (asked[0]?.from < 900) {
    await answer();
  }
  await answer();
  assert.equal(buffer.reach(263.999, 900), 900);
});

test('Nothing waits for what the service does not have', async () => {
  const { buffer, asked } = stage();
  buffer.reach(0, 5);
  asked[0].resolve(null);
  await new Promise(setImmediate);

  assert.equal(buffer.failed, true);
  assert.equal(buffer.reach(0, 5), 5);
});

test('After a refusal for now it asks again', async () => {
  const { buffer, asked, answer } = stage();
  buffer.at(4);
  asked.shift().reject(Object.assign(new Error('busy'), { later: 1 }));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await answer();

  assert.equal(buffer.at(4), 4);
});
