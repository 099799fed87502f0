// The runs beside the watched one on a loss surface: the way of each, and how far it has come at the playhead's step.
// Usage: const others = othersOn(state, whole); surfaces = new Surfaces(run, withOthers(axes, state), came)
import { MOST_PINS, shown } from '../../run/companions.js';
import { trackOf } from './track.js';

/**
 * @import { State } from '../../state/store.js'
 * @import { Track } from './track.js'
 *
 * @typedef {{shade: number, name: string, track: Track, at: number | null}} Other `at` is null before its first step
 */

/**
 * @param {State} state
 * @param {Api.LossSurface} whole
 * @returns {Other[]}
 */
export function othersOn(state, whole) {
  const { run, position } = state;
  if (!run) {
    return [];
  }
  const [low, high] = [run.step(position), run.step(Math.min(run.points, Math.ceil(position)))];
  const step = low + (high - low) * (position - Math.floor(position));
  return shown(state, 'surface').flatMap((one) => {
    const path = whole.others?.[one.run.id] ?? null;
    const track = trackOf(one.run, whole, path);
    return track.known || path ? [{ shade: one.shade, name: one.name, track, at: one.run.positionOf(step) }] : [];
  });
}

/**
 * The query of a surface on which the service places the other runs: its axes are long enough for the pinned ones, and over
 * directions it has the way of each.
 *
 * @param {string} axes
 * @param {State} state
 */
export function withOthers(axes, state) {
  const placed = shown(state, 'surface').filter(({ shade }) => shade > 0 || axes.startsWith('directions'));
  const ids = placed.slice(-MOST_PINS).map(({ run }) => `with=${run.id}`);
  return [axes, ...ids].filter(Boolean).join('&');
}
