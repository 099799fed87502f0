// The lesson: which of them, its title and text, and its variations.
// Usage: const lesson = new LessonView(store, {choose: (id) => …, vary: (specification) => …}); panel.append(lesson.element)
import { h } from '../page/element.js';
import { markdown } from '../page/markdown.js';

/** @import { State, Store } from '../state/store.js' */

const OWN = 'Your own experiment';
/** The paragraph that says what to do; the variations stand below it. */
const TASK = 'Do:';

/** @typedef {{choose: (id: string) => unknown, vary: (specification: Api.Specification) => unknown}} Choices */
export class LessonView {
  /** @type {Choices} */
  #on;
  /** @type {{button: HTMLElement, json: string}[]} */
  #variations = [];
  element = h('section', { id: 'lesson', class: 'lesson', 'aria-label': 'Introduction' });

  /**
   * @param {Store} store
   * @param {Choices} on
   */
  constructor(store, on) {
    this.#on = on;
    store.subscribe((state, changed) => {
      if (changed.has('lessons') || changed.has('lesson')) {
        this.#show(state);
      }
      if (changed.has('lesson') || changed.has('specification')) {
        this.#mark(state);
      }
    });
  }

  /** @param {State} state */
  #show({ lessons, lesson }) {
    const focused = document.activeElement?.id;
    const at = lessons.findIndex((entry) => entry.id === lesson?.id);
    this.#variations = [];
    const text = lesson
      ? markdown(lesson.text)
      : [h('p', {}, 'Write a specification in the form or as JSON, then press ', h('strong', {}, 'Train'), '.')];
    const task = text.findIndex((block) => block.textContent.startsWith(TASK));
    const more = h('details', { class: 'more', open: !matchMedia('(max-width: 61.99rem)').matches });
    more.append(h('summary', {}, 'What to see, and why'), h('div', { class: 'prose' }, text.slice(task + 1)));
    this.element.replaceChildren(
      lessons.length > 0 ? this.#picker(lessons, at) : '',
      h('h1', {}, lesson?.title ?? OWN),
      h('div', { class: 'prose' }, task < 0 ? text : text.slice(0, task + 1)),
      lesson?.variations?.length ? this.#chips(lesson) : '',
      task < 0 ? '' : more,
    );
    document.getElementById(focused ?? '')?.focus();
  }

  /**
   * @param {Api.LessonEntry[]} lessons
   * @param {number} at
   */
  #picker(lessons, at) {
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
          onchange: (event) => this.#on.choose(event.target.value),
        },
        options,
        h('option', { value: '', selected: at < 0 }, OWN),
      ),
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
   * Marks the variation that is written now.
   *
   * @param {State} state
   */
  #mark({ specification }) {
    const now = JSON.stringify(specification);
    for (const { button, json } of this.#variations) {
      button.setAttribute('aria-pressed', String(json === now));
    }
  }
}
