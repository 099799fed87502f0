// The playground: puts its parts together.
import * as service from './api/service.js';
import { Notices } from './page/notices.js';
import { themeButton } from './page/theme.js';
import { keyboard } from './player/keyboard.js';
import { Player } from './player/player.js';
import { ExperimentsView, undoKeys } from './setup/experiments.js';
import { FIRST_LESSON } from './setup/first-lesson.js';
import { LessonView } from './setup/lesson.js';
import { Setup } from './setup/setup.js';
import { Share } from './share/share.js';
import { Experiment } from './state/experiment.js';
import { Experiments } from './state/experiments.js';
import { History } from './state/history.js';
import { LessonEdits } from './state/lesson-edits.js';
import { Playback } from './state/playback.js';
import { withValue } from './state/pointer.js';
import { recall, remember } from './state/session.js';
import { Store } from './state/store.js';
import { Bowl } from './views/bowl/bowl.js';
import { Curves } from './views/curves/curves.js';
import { Fit } from './views/fit/fit.js';
import { Step } from './views/step/step.js';

/** @param {string} id */
const place = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const store = new Store({
  lessons: [],
  lesson: null,
  specification: null,
  catalog: null,
  faults: [],
  broken: null,
  run: null,
  ghost: null,
  position: 0,
  playing: false,
  pace: 'steady',
  sending: false,
});
const notices = new Notices(place('notices'));
const playback = new Playback(store);
const experiment = new Experiment(store, playback, notices);
const history = new History(store);
const edits = new LessonEdits(store);

/** @param {Api.Specification} specification */
function edited(specification) {
  store.set({ specification, faults: [], broken: null });
}

/**
 * What stands in the editor is no specification.
 *
 * @param {string} why
 */
function broken(why) {
  store.set({ broken: why, faults: [{ pointer: '', message: why }] });
}

/** @param {string} id */
async function choose(id) {
  try {
    const lesson = await service.lesson(id);
    experiment.leave();
    store.set({
      lesson,
      specification: edits.of(lesson),
      faults: [],
      broken: null,
      run: null,
      ghost: null,
      position: 0,
      playing: false,
    });
  } catch (error) {
    notices.say('lesson', `The lesson could not be opened: ${error.message}.`, { kind: 'warning' });
  }
}

new LessonView(place('lesson'), store, {
  choose,
  vary: (specification) => {
    edited(specification);
    requestAnimationFrame(() => experiment.train());
  },
});
new Setup(place('setup'), store, edited, broken);
place('panel-form').prepend(
  new ExperimentsView(store, new Experiments(localStorage), history, {
    open: (specification) => {
      experiment.leave();
      store.set({ lesson: null, run: null, ghost: null, position: 0, playing: false });
      edited(specification);
    },
  }).element,
);
undoKeys(history);
new Player(place('player'), store, playback, {
  train: () => experiment.train(),
  stop: () => experiment.stop(),
  rate: (rate) => {
    const { specification } = store.state;
    if (specification) {
      edited(withValue(specification, '/optimizer/learningRate', rate));
    }
  },
});
place('views').append(...[Bowl, Fit, Curves, Step].map((View) => new View(store, playback).element));
new Share(place('share'), store, notices);
keyboard(playback);
themeButton(place('theme'), () => store.touch('theme'));

function keep() {
  const { specification, run, position, lesson, playing } = store.state;
  if (specification) {
    remember({ specification, lesson: lesson?.id, job: run?.id, position: Math.round(position), playing });
  }
}

store.subscribe((_state, changed) => {
  if (['specification', 'run', 'lesson', 'link'].some((key) => changed.has(key))) {
    keep();
  }
});
addEventListener('pagehide', keep);

async function begin() {
  const session = recall();
  const [catalog, lessons] = await Promise.all([service.catalog(), service.lessons()]);
  store.set({ catalog, lessons });
  if (session?.damaged) {
    notices.say('link', 'This link is damaged: its content cannot be read.', { kind: 'warning' });
  }
  if (!session?.specification) {
    return lessons.length > 0
      ? choose((lessons.find(({ id }) => id === session?.lesson) ?? lessons[0]).id)
      : store.set({ specification: FIRST_LESSON });
  }
  const known = lessons.find(({ id }) => id === session.lesson);
  const lesson = known ? await service.lesson(known.id) : null;
  store.set({ lesson, specification: session.specification });
  return session.job && experiment.resume(session.job, session);
}

async function beginWhenItCan() {
  try {
    await begin();
    notices.clear('start');
  } catch (error) {
    notices.say('start', `The server does not answer (${error.message}). The page keeps trying.`, { kind: 'warning' });
    setTimeout(beginWhenItCan, 2000);
  }
}

beginWhenItCan();
