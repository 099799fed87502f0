// Whether the lesson still waits for the reader's prediction; until then the page does not say how its run ended.
// Usage: if (isAsking(store.state)) …

/** @import { State } from './store.js' */

/** @param {Pick<State, 'lesson' | 'trained' | 'answers'>} state */
export function isAsking({ lesson, trained, answers }) {
  return Boolean(lesson?.question) && answers?.[lesson?.id ?? ''] === undefined && trained === lesson?.specification;
}
