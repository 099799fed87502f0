// The playground: puts its parts together.
import * as service from './api/service.js';
import { Notices } from './page/notices.js';
import { themeButton } from './page/theme.js';
import { CompareTools } from './player/compare-tools.js';
import { keyboard } from './player/keyboard.js';
import { learningRate } from './player/learning-rate.js';
import { Player } from './player/player.js';
import { ExperimentsView, undoKeys } from './setup/experiments.js';
import { FIRST_LESSON } from './setup/first-lesson.js';
import { SpecificationForm } from './setup/form.js';
import { JsonEditor } from './setup/json-editor.js';
import { LessonView } from './setup/lesson.js';
import { Setup } from './setup/setup.js';
import { Share } from './share/share.js';
import { isLong } from './state/effort.js';
import { Experiment } from './state/experiment.js';
import { Experiments } from './state/experiments.js';
import { forkChanges } from './state/fork-changes.js';
import { History } from './state/history.js';
import { LessonEdits } from './state/lesson-edits.js';
import { keptPins, Pins } from './state/pins.js';
import { Playback } from './state/playback.js';
import { withValue } from './state/pointer.js';
import { Race } from './state/race.js';
import { recall, remember } from './state/session.js';
import { isStale } from './state/stale.js';
import { Store } from './state/store.js';
import { Bowl } from './views/bowl/bowl.js';
import { LossView } from './views/curves/loss-view.js';
import { MetricsView } from './views/curves/metrics-view.js';
import { WeightsView } from './views/curves/weights-view.js';
import { Fit } from './views/fit/fit.js';
import { Layers } from './views/layers/layers.js';
import { Network } from './views/network/network.js';
import { Stage } from './views/stage.js';
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
  trained: null,
  views: null,
  companions: [],
  answers: {},
  position: 0,
  playing: false,
  pace: 'steady',
  sending: false,
});
const notices = new Notices(place('notices'));
const playback = new Playback(store);
const experiment = new Experiment(store, playback, notices);
const pins = new Pins(store, experiment);
const race = new Race(store, { pins, experiment, playback, notices });
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

/** What the page shows of a run, before there is one. */
const NO_RUN = { run: null, trained: null, views: null, companions: [], position: 0, playing: false };

/** Trains what stands there now, unless that takes long; the playhead waits at the start. */
function trainOnLoad() {
  const { specification } = store.state;
  return specification && !isLong(specification) ? experiment.train('stand') : null;
}

/**
 * Goes on from the playhead with another learning rate, and with what else has changed in the specification.
 *
 * @param {number} rate
 */
function goOn(rate) {
  const { specification, trained, run, position } = store.state;
  if (specification && run) {
    const changes = forkChanges(trained, specification, rate);
    const now = withValue(specification, '/optimizer/learningRate', rate);
    experiment.fork({ step: run.step(position), changes, specification: now });
  }
}

let choices = 0;

/**
 * Opens a lesson, unless another has been chosen before the service answers.
 *
 * @param {string} id empty for an experiment of the reader's own
 */
async function choose(id) {
  const choice = ++choices;
  if (!id) {
    store.set({ lesson: null, views: null });
    return;
  }
  try {
    const lesson = await service.lesson(id);
    if (choice !== choices) {
      return;
    }
    experiment.leave();
    store.set({
      lesson,
      specification: edits.of(lesson),
      faults: [],
      broken: null,
      ...NO_RUN,
    });
    await trainOnLoad();
  } catch (error) {
    notices.say('lesson', `The lesson could not be opened: ${error.message}.`, { kind: 'warning' });
  }
}

/** @param {Api.Specification} specification */
function vary(specification) {
  edited(specification);
  experiment.train();
}

/** Trains what stands there again, with metrics over its steps. */
function recordMetrics() {
  const { specification } = store.state;
  if (specification) {
    vary(withValue(specification, '/record/metrics', true));
  }
}

/**
 * Opens a specification that is no lesson's.
 *
 * @param {Api.Specification} specification
 */
function open(specification) {
  choices++;
  experiment.leave();
  store.set({ lesson: null, ...NO_RUN });
  edited(specification);
  trainOnLoad();
}

const experiments = new Experiments(localStorage);
const lessonView = new LessonView(store, experiments, { choose, vary, open });
place('setup').append(lessonView.heading);
const setup = new Setup(place('setup'), [
  { name: 'lesson', label: 'Lesson', element: lessonView.element },
  { name: 'form', label: 'Form', element: new SpecificationForm(store, edited).element },
  { name: 'json', label: 'JSON', element: new JsonEditor(store, edited, broken).element },
]);
place('panel-form').prepend(new ExperimentsView(store, experiments, history, { open }).element);
undoKeys(history);
new Player(place('player'), store, playback, {
  train: () => experiment.train(),
  stop: () => experiment.stop(),
  play: () => (store.state.run ? playback.toggle() : experiment.train()),
  vary,
  gesture: () => experiment.beginGesture(),
  compare: new CompareTools({ pins, race, goOn }),
  rate: (rate, released) => {
    const { specification, catalog } = store.state;
    if (specification && rate !== learningRate(specification, catalog)) {
      edited(withValue(specification, '/optimizer/learningRate', rate));
    }
    const now = store.state.specification;
    if (now && now !== store.state.trained && !isLong(now) && (released || experiment.isShort)) {
      experiment.train('live');
    }
  },
});
new Stage(place('views'), store, {
  surface: { title: 'Loss surface', make: (seen) => new Bowl(seen) },
  fit: { title: 'Fit', make: (seen) => new Fit(seen) },
  loss: { title: 'Loss curve', make: (seen) => new LossView(seen) },
  step: { title: 'Step', make: (seen) => new Step(seen, playback) },
  weights: { title: 'Weights', make: (seen) => new WeightsView(seen) },
  network: {
    title: 'Network',
    make: (seen) => new Network(seen, playback, (wish) => experiment.fork(wish)),
  },
  metrics: { title: 'Metrics', make: (seen) => new MetricsView(seen, recordMetrics) },
  layers: { title: 'Layers', make: (seen) => new Layers(seen) },
});
new Share(place('share'), store, notices);
keyboard(playback);
themeButton(place('theme'), () => store.touch('theme'));

function keep() {
  const { specification, run, position, lesson, playing } = store.state;
  if (specification) {
    const edited = isStale(store.state);
    remember({
      specification,
      lesson: lesson?.id,
      job: run?.id,
      position: Math.round(position),
      playing,
      edited,
      pins: keptPins(store.state),
    });
  }
}

store.subscribe((_state, changed) => {
  if (['specification', 'run', 'lesson', 'link', 'companions'].some((key) => changed.has(key))) {
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
      : begun(null, FIRST_LESSON);
  }
  const known = lessons.find(({ id }) => id === session.lesson);
  const lesson = known ? await service.lesson(known.id) : null;
  return begun(lesson, session.specification, session);
}

/**
 * @param {Api.Lesson | null} lesson
 * @param {Api.Specification} specification
 * @param {import('./state/session.js').Session} [session]
 */
async function begun(lesson, specification, session = {}) {
  store.set({ lesson, specification });
  if (!lesson) {
    setup.show('form');
  }
  if (!session.job || !(await experiment.resume(session.job, session))) {
    await trainOnLoad();
  }
  await pins.restore(session.pins ?? []);
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
