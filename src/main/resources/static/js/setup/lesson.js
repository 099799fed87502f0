// The lesson: which of them, its title and text, and its variations.
// Usage: const lesson = new LessonView(store, experiments, {choose, vary, open}); panel.append(lesson.element)
import { h } from '../page/element.js';
import { markdown } from '../page/markdown.js';
import { FIRST_LESSON } from './first-lesson.js';
import { questionBlock } from './question.js';

/**
 * @import { Experiments } from '../state/experiments.js'
 * @import { State, Store } from '../state/store.js'
 *
 * @typedef {object} Choices
 * @property {(id: string) => unknown} choose
 * @property {(specification: Api.Specification) => unknown} vary
 * @property {(specification: Api.Specification) => unknown} open opens a specification that is no lesson's
 */

const OWN = 'Your own experiment';
/** How the picker marks what is no lesson. */
const NEW = '+new';
const SAVED = '+saved ';
/** The paragraph that says what to do; the variations stand below it. */
const TASK = 'Do:';
const narrow = matchMedia('(max-width: 61.99rem)');

export class LessonView {
  #experiments;
  /** @type {Choices} */
  #on;
  #store;
  #saved = h('optgroup', { label: 'My experiments' });
  #changed = h(
    'p',
    { class: 'changed', hidden: true },
    'You changed this lesson. ',
    h('button', { type: 'button', class: 'chip', onclick: () => this.#reset() }, 'Reset'),
  );
  /** @type {Api.Lesson | null} */
  #lesson = null;
  /** @type {{button: HTMLElement, json: string}[]} */
  #variations = [];
  /** The heading of the page, also while another tab is open. */
  heading = h('h1', { class: 'hidden' });
  element = h('section', { id: 'lesson', class: 'lesson', 'aria-label': 'Introduction' });

  /**
   * @param {Store} store
   * @param {Experiments} experiments
   * @param {Choices} on
   */
  constructor(store, experiments, on) {
    this.#experiments = experiments;
    this.#on = on;
    this.#store = store;
    experiments.subscribe(() => this.#listSaved());
    this.#listSaved();
    narrow.addEventListener('change', () =>
      this.element.querySelector('details')?.toggleAttribute('open', !narrow.matches),
    );
    store.subscribe((state, changed) => {
      if (['lessons', 'lesson', 'answers'].some((key) => changed.has(key))) {
        this.#show(state);
      }
      if (['lesson', 'specification', 'answers'].some((key) => changed.has(key))) {
        this.#mark(state);
      }
    });
  }

  /** @param {State} state */
  #show({ lessons, lesson, answers }) {
    const focused = document.activeElement?.id;
    this.#lesson = lesson;
    const at = lessons.findIndex((entry) => entry.id === lesson?.id);
    this.#variations = [];
    this.heading.textContent = lesson?.title ?? OWN;
    const text = lesson
      ? markdown(lesson.text)
      : [h('p', {}, 'Write a specification in the form or as JSON, then press ', h('strong', {}, 'Train'), '.')];
    const task = text.findIndex((block) => block.textContent.startsWith(TASK)) + 1;
    const isHidden = Boolean(lesson?.question) && answers[lesson?.id ?? ''] === undefined;
    this.element.replaceChildren(
      this.#picker(lessons, at, h('p', { class: 'title', 'aria-hidden': 'true' }, lesson?.title ?? OWN)),
      this.#changed,
      h('div', { class: 'prose' }, text.slice(0, 1)),
      h(
        'details',
        { class: 'more', open: !narrow.matches, hidden: !lesson },
        h('summary', {}, 'More'),
        h('div', { class: 'prose' }, text.slice(1, Math.max(1, task))),
        lesson?.variations?.length ? this.#chips(lesson) : '',
        lesson?.question &&
          questionBlock(lesson.question, answers[lesson.id], (choice) => this.#answer(lesson.id, choice)),
        isHidden ? '' : h('div', { class: 'prose' }, text.slice(Math.max(1, task))),
      ),
    );
    document.getElementById(focused ?? '')?.focus();
  }

  /**
   * @param {string} id
   * @param {number} choice
   */
  #answer(id, choice) {
    const { answers } = this.#store.state;
    this.#store.set({ answers: { ...answers, [id]: choice } });
    requestAnimationFrame(() => document.getElementById('answer')?.focus());
  }

  /**
   * @param {Api.LessonEntry[]} lessons
   * @param {number} at
   * @param {HTMLElement} title
   */
  #picker(lessons, at, title) {
    /** @param {number} by */
    const go = (by) => this.#on.choose(lessons[Math.min(lessons.length - 1, Math.max(0, at + by))].id);
    const options = lessons.map(({ id, title }, i) =>
      h('option', { value: id, selected: i === at }, `${i + 1}. ${title}`),
    );
    return h(
      'div',
      { class: 'picker' },
      h(
        'select',
        {
          id: 'lesson-choice',
          'aria-label': 'Choose a lesson',
          onchange: (event) => this.#choose(event.target),
        },
        options,
        this.#saved,
        h('option', { value: NEW }, 'New experiment'),
        h('option', { value: '', selected: at < 0 }, OWN),
      ),
      title,
      h(
        'button',
        {
          id: 'lesson-before',
          type: 'button',
          disabled: at <= 0,
          'aria-label': 'Previous lesson',
          onclick: () => go(-1),
        },
        '‹',
      ),
      h(
        'button',
        {
          id: 'lesson-after',
          type: 'button',
          disabled: at >= lessons.length - 1,
          'aria-label': 'Next lesson',
          onclick: () => go(1),
        },
        '›',
      ),
    );
  }

  #listSaved() {
    const all = this.#experiments.list();
    this.#saved.hidden = all.length === 0;
    this.#saved.replaceChildren(...all.map(({ id, name }) => h('option', { value: `${SAVED}${id}` }, name)));
  }

  /** @param {HTMLSelectElement} select */
  #choose(select) {
    const { value } = select;
    const saved = this.#experiments.list().find(({ id }) => value === `${SAVED}${id}`);
    if (value !== NEW && !saved) {
      this.#on.choose(value);
      return;
    }
    this.#on.open(structuredClone(saved?.specification ?? FIRST_LESSON));
    select.value = '';
  }

  #reset() {
    if (this.#lesson) {
      this.#on.vary(this.#lesson.specification);
      document.getElementById('lesson-choice')?.focus();
    }
  }

  /** @param {Api.Lesson} lesson */
  #chips(lesson) {
    const all = [{ name: 'original', specification: lesson.specification }, ...lesson.variations];
    this.#variations = all.map(({ name, specification }) => ({
      button: h('button', { type: 'button', class: 'chip', onclick: () => this.#on.vary(specification) }, name),
      json: JSON.stringify(specification),
    }));
    return h(
      'div',
      { class: 'variations', role: 'group', 'aria-label': 'Variations' },
      this.#variations.map(({ button }) => button),
    );
  }

  /**
   * Marks the variation that is written now, or says that none is.
   *
   * @param {State} state
   */
  #mark({ lesson, specification }) {
    const now = JSON.stringify(specification);
    for (const { button, json } of this.#variations) {
      button.setAttribute('aria-pressed', String(json === now));
    }
    const known = [JSON.stringify(lesson?.specification), ...this.#variations.map(({ json }) => json)];
    this.#changed.hidden = !lesson || known.includes(now);
  }
}
