// Training with a running service, whose address is in DOWNHILL.
import assert from 'node:assert/strict';
import test from 'node:test';
import '../support/browser.js';

const { Notices } = await import('#page/page/notices.js');
const { FIRST_LESSON } = await import('#page/setup/first-lesson.js');
const { Experiment } = await import('#page/state/experiment.js');
const { Playback } = await import('#page/state/playback.js');
const { Store } = await import('#page/state/store.js');

const address = process.env.DOWNHILL;
const options = { skip: address ? false : 'DOWNHILL has no address of a service' };
const { fetch } = globalThis;

/** The page's requests are relative to the service; the answers to them are kept. */
function listen() {
  const answers = [];
  globalThis.fetch = async (path, request) => {
    const answer = await fetch(new URL(path, address), request);
    answers.push({ path, status: answer.status, body: await answer.clone().json() });
    return answer;
  };
  return answers;
}

function stage(changes = {}) {
  const store = new Store({
    specification: FIRST_LESSON,
    run: null,
    companions: [],
    position: 0,
    playing: false,
    ...changes,
  });
  const place = document.createElement('div');
  return { store, place, experiment: new Experiment(store, new Playback(store), new Notices(place)) };
}

test('A run that was left before the service answered is cancelled and not shown', options, async () => {
  const answers = listen();
  const { store, experiment } = stage({ specification: { ...FIRST_LESSON, steps: 1e6 } });

  const trained = experiment.train();
  experiment.leave();
  await trained;
  while (answers.length < 2) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }

  assert.equal(store.state.run, null);
  assert.equal(store.state.sending, false);
  assert.equal(answers[0].path, 'jobs');
  assert.equal(answers[1].path, `jobs/${answers[0].body.id}/cancel`);
});

test('A specification that the service refuses is told with its faults', options, async () => {
  listen();
  const { store, place, experiment } = stage({ specification: { ...FIRST_LESSON, steps: -3 } });

  await experiment.train();

  assert.deepEqual(
    store.state.faults.map(({ pointer }) => pointer),
    ['/steps'],
  );
  assert.match(place.textContent, /The server cannot train this: \/steps: /);
  assert.equal(store.state.run, null);
});

test('What stands in the editor and is no specification is not sent', options, async () => {
  const answers = listen();
  const { place, experiment } = stage({ broken: 'This is not JSON: it ends' });

  await experiment.train();

  assert.equal(answers.length, 0);
  assert.match(place.textContent, /This is not JSON: it ends/);
});
