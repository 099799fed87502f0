import assert from 'node:assert/strict';
import test from 'node:test';
import fc from '../support/draws.js';
import '../support/browser.js';

const { Problem, Unreachable } = await import('#page/api/http.js');
const { number, tick, typed } = await import('#page/page/format.js');
const { markdown } = await import('#page/page/markdown.js');
const { brief } = await import('#page/page/tensor-text.js');
const { whyNot, whyNotYet } = await import('#page/state/refusal.js');

const finite = fc.double({ min: -1e300, max: 1e300, noNaN: true });

test('A number on the page is close to the number, with a real minus sign', () => {
  fc.assert(
    fc.property(finite, (value) => {
      const text = number(value);
      assert.doesNotMatch(text, /-/);
      assert.ok(Math.abs(Number(text.replaceAll('−', '-')) - value) <= Math.max(5.1e-5, Math.abs(value) / 100), text);
    }),
  );
});

test('A tick and a typed number are close to the number', () => {
  fc.assert(
    fc.property(finite, (value) => {
      const near = (text, share) =>
        assert.ok(Math.abs(Number(text.replaceAll('−', '-')) - value) <= share * Math.abs(value), text);
      near(tick(value), 1e-5);
      near(typed(value), 1e-2);
    }),
  );
});

test('What is no number is a dash', () => {
  assert.deepEqual(
    [null, undefined, Number.NaN].map((value) => number(value)),
    ['–', '–', '–'],
  );
});

test('A tensor is its numbers where they are few, else its size and norm', () => {
  assert.equal(brief(-24), '−24');
  assert.equal(brief([[2]]), '2');
  assert.equal(brief([1, 2, 3]), '[1, 2, 3]');
  assert.equal(
    brief([
      [3, 0],
      [0, 4],
    ]),
    '2×2 ‖5‖',
  );
  assert.equal(brief({ norm: 3 }), '‖3‖');
});

test('A tensor with a number that is not finite has no finite norm', () => {
  assert.equal(brief(null), '∞');
  assert.equal(brief([1, 2, 3, null]), '4 ‖∞‖');
  assert.equal(brief({ norm: null }), '‖∞‖');
});

test('Lessons are shown with their marks, and never as HTML', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '*', '`', '<', 'b>', ' ', '\n', '- ') }), (text) => {
      for (const block of markdown(text)) {
        assert.match(block.innerHTML, /^(<\/?(p|li|strong|em|code)>|[^<])*$/);
      }
    }),
  );
  const [paragraph, list] = markdown('**One** *two* `three`\n\n- four\n- five');
  assert.equal(paragraph.outerHTML, '<p><strong>One</strong> <em>two</em> <code>three</code></p>');
  assert.equal(list.outerHTML, '<ul><li>four</li><li>five</li></ul>');
});

test('A refusal names every fault with its place', () => {
  const errors = [
    { pointer: '/steps', message: '-3 is less than 1' },
    { pointer: '', message: 'there is no model' },
  ];

  assert.equal(whyNot(new Problem(422, { errors })), '/steps: -3 is less than 1; specification: there is no model');
  assert.equal(whyNot(new Problem(500, { detail: 'An unexpected error occurred' })), 'An unexpected error occurred');
  assert.equal(whyNot(new Problem(502)), 'the server answered 502');
});

test('A service that has no time says why', () => {
  const full = { type: '/problems/queue-full', title: 'The job queue is full' };

  assert.equal(whyNotYet(new Problem(429, full)), 'The queue is full: others are training too.');
  assert.equal(whyNotYet(new Problem(503, { title: 'Too busy' })), 'Too busy.');
  assert.equal(whyNotYet(new Unreachable('away')), 'The server does not answer.');
});

test('Only a service without time is worth another try, after the time that it names', () => {
  assert.equal(new Problem(429, {}, 7).later, 7);
  assert.equal(new Problem(503).later, 2);
  assert.equal(new Problem(422, {}, 7).later, null);
});
