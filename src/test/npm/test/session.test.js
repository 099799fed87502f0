import assert from 'node:assert/strict';
import test from 'node:test';
import { object } from '../support/arbitrary.js';
import { visit } from '../support/browser.js';
import fc from '../support/draws.js';

const { linkTo, recall, remember } = await import('#page/state/session.js');

/** Opens a link in a tab that remembers nothing. */
function open(link) {
  sessionStorage.clear();
  visit(new URL(link).hash);
  return recall();
}

test.beforeEach(() => {
  sessionStorage.clear();
  visit('');
});

test('A link holds any specification', () => {
  fc.assert(
    fc.property(object, (specification) => {
      assert.deepEqual(open(linkTo(specification)).specification, specification);
    }),
  );
});

test('A link holds the lesson of a specification', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (lesson) => {
      assert.equal(open(linkTo({ steps: 3 }, lesson)).lesson, lesson);
    }),
  );
});

test('A link that was cut says that it is damaged, or is whole by chance', () => {
  fc.assert(
    fc.property(object, fc.double({ min: 0, max: 1, noNaN: true }), (specification, share) => {
      const { hash } = new URL(linkTo(specification));
      visit(hash.slice(0, Math.floor(share * hash.length)));
      const found = recall();
      assert.ok(found === null || found.damaged || found.specification || found.lesson);
    }),
  );
});

test('An address may name a lesson alone', () => {
  visit('#lesson=xor');

  assert.equal(recall().lesson, 'xor');
  assert.equal(recall().specification, undefined);
});

test('An address that is no link of this page is damaged', () => {
  for (const hash of ['#spec=%%%', '#spec=bnVsbA', '#spec=WzFd', '#somewhere', '#lesson=%E0']) {
    visit(hash);
    assert.equal(recall().damaged, true, hash);
  }
});

test('A reload continues with what was remembered', () => {
  const session = { specification: { steps: 3 }, lesson: 'xor', job: 'abc', position: 4, playing: true, edited: true };
  remember(session);

  assert.deepEqual(recall(), session);
});

test('What was remembered at another address is not recalled', () => {
  remember({ specification: { steps: 3 } });
  visit('#lesson=xor');

  assert.equal(recall().specification, undefined);
});

test('Whatever is in the storage, the page begins', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), object.map(JSON.stringify)), (text) => {
      sessionStorage.setItem('downhill.session', text);
      assert.equal(recall(), null);
    }),
  );
});

test('Fields of another type than ours are left out', () => {
  const session = { specification: { steps: 3 }, lesson: 7, job: {}, position: '4', playing: 'yes', hash: '' };
  sessionStorage.setItem('downhill.session', JSON.stringify(session));

  assert.deepEqual(recall(), {
    specification: { steps: 3 },
    lesson: undefined,
    job: undefined,
    position: undefined,
    playing: false,
    edited: false,
  });
});
