// What the reader changed in each lesson, so that coming back to a lesson finds it as it was left.
// Usage: const edits = new LessonEdits(store); store.set({ lesson, specification: edits.of(lesson) })

/** @import { Store } from './store.js' */

export class LessonEdits {
  /** @type {Map<string, Api.Specification>} by the id of the lesson */
  #edits = new Map();

  /** @param {Store} store */
  constructor(store) {
    store.subscribe(({ lesson, specification }, changed) => {
      if (lesson && specification && changed.has('specification')) {
        const own = [lesson.specification, ...(lesson.variations ?? []).map((variation) => variation.specification)];
        if (own.includes(specification)) {
          this.#edits.delete(lesson.id);
        } else {
          this.#edits.set(lesson.id, specification);
        }
      }
    });
  }

  /**
   * Returns the specification of a lesson as the reader left it.
   *
   * @param {Api.Lesson} lesson
   */
  of(lesson) {
    return this.#edits.get(lesson.id) ?? lesson.specification;
  }

  /** @param {Api.Lesson} lesson */
  has(lesson) {
    return this.#edits.has(lesson.id);
  }
}
