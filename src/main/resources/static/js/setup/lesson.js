// The lesson: which of them, its title and text, and its variations.
// Usage: const lesson = new LessonView(element, store, {choose: (id) => …, vary: (specification) => …})
import { h } from '../page/element.js';
import { markdown } from '../page/markdown.js';

/** @import { State, Store } from '../state/store.js' */

/** @typedef {{choose: (id: string) => unknown, vary: (specification: Api.Specification) => unknown}} Choices */
export class LessonView {
  #place;
  /** @type {Choices} */
  #on;

  /**
   * @param {HTMLElement} place
   * @param {Store} store
   * @param {Choices} on
   */
  constructor(place, store, on) {
    this.#place = place;
    this.#on = on;
    store.subscribe((state, changed) => {
      if (changed.has('lessons') || changed.has('lesson')) {
        this.#show(state);
      }
    });
  }

  /** @param {State} state */
  #show({ lessons, lesson }) {
    const focused = document.activeElement?.id;
    const at = lessons.findIndex((entry) => entry.id === lesson?.id);
    this.#place.replaceChildren(
      lessons.length > 0 ? this.#picker(lessons, at) : '',
      h('h1', {}, lesson?.title ?? 'Your own experiment'),
      h(
        'div',
        { class: 'prose' },
        lesson
          ? markdown(lesson.text)
          : h('p', {}, 'Write a specification, then press ', h('strong', {}, 'Train'), ' and watch every step.'),
      ),
      lesson?.variations?.length ? this.#variations(lesson) : '',
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
    const own = at < 0 ? [h('option', { value: '', selected: true }, 'Your own experiment')] : [];
    return h(
      'div',
      { class: 'picker' },
      h('label', { for: 'lesson-choice' }, 'Lesson'),
      h(
        'select',
        { id: 'lesson-choice', onchange: (event) => event.target.value && this.#on.choose(event.target.value) },
        own,
        options,
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
  #variations(lesson) {
    const buttons = [{ name: 'original', specification: lesson.specification }, ...lesson.variations].map((variation) =>
      h(
        'button',
        { type: 'button', class: 'chip', onclick: () => this.#on.vary(variation.specification) },
        variation.name,
      ),
    );
    return h('div', { class: 'variations', role: 'group', 'aria-label': 'Variations' }, h('span', {}, 'Try'), buttons);
  }
}
