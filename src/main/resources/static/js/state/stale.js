// Whether the pictures belong to another specification than the one that is written now.
// Usage: if (isStale(store.state)) …

/** @import { State } from './store.js' */

/** @param {Pick<State, 'run' | 'trained' | 'specification'>} state */
export function isStale({ run, trained, specification }) {
  return run !== null && trained !== specification && JSON.stringify(trained) !== JSON.stringify(specification);
}
