// The weights that a lesson's data was made with, if the run has the data and the model of the lesson.
// Usage: trueValues(lesson, run).get('w') → 3
import { scalars } from '../../run/scalars.js';

/** @import { Run } from '../../run/run.js' */

/**
 * @param {Api.Lesson} lesson
 * @param {Run} run
 */
function isOf({ specification: { model, data } }, run) {
  return (
    model.expression === run.specification.model.expression &&
    Object.entries(data).every(
      ([name, value]) => JSON.stringify(value) === JSON.stringify(run.specification.data[name]),
    )
  );
}

/**
 * @param {Api.Lesson | null} lesson
 * @param {Run} run
 */
export function trueValues(lesson, run) {
  const known = lesson && isOf(lesson, run) ? (lesson.trueValues ?? {}) : {};
  return new Map(Object.entries(known).flatMap(([name, value]) => [...scalars(name, value)]));
}
