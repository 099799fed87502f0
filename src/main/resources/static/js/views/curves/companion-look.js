// How the curves of a run beside the watched one look, and what the legend calls them.
// Usage: const line = {name: nameOf(one), values, ...lookOf(one)}; legend.append(...pinKeys(companions))
import { h } from '../../page/element.js';
import { color } from '../../page/theme.js';

/** @import { Companion } from '../../run/companions.js' */

/** More names would take the room of the curves; the chips of the pinned runs have them too. */
const MOST_KEYS = 2;

/** @param {Companion} companion */
export const nameOf = ({ name }) => name || 'previous run';

/**
 * @param {Companion} companion
 * @returns {{color: string, dash?: number[], width: number}}
 */
export function lookOf({ shade }) {
  return shade === 0
    ? { color: color('ghost'), dash: [5, 5], width: 1.5 }
    : { color: color(`pin-${shade}`), width: 1.8 };
}

/** @param {Companion[]} companions */
export function pinKeys(companions) {
  const pins = companions.filter(({ shade }) => shade > 0);
  return [
    pins.length > MOST_KEYS ? h('span', {}, 'other colours: pinned runs') : '',
    ...pins
      .slice(0, pins.length > MOST_KEYS ? 0 : MOST_KEYS)
      .map(({ shade, name }) => h('span', { class: `key pin-key pin-${shade}` }, name)),
    companions.some(({ shade }) => shade === 0) ? h('span', {}, 'dashed: previous run') : '',
  ];
}
