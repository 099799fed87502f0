// The player's icons, drawn as SVG so that they look the same in every browser.
// Usage: button.replaceChildren(icon('play'))
import { svg } from './element.js';

/** @typedef {keyof typeof PATHS} Sign */
const PATHS = {
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M7 5.5h3.6v13H7zM13.4 5.5H17v13h-3.6z',
  forward: 'M6 6v12l8.5-6zM16 6h2.4v12H16z',
  back: 'M18 6v12l-8.5-6zM5.6 6H8v12H5.6z',
  first: 'M4.5 6h2.4v12H4.5zM13.6 6v12L7 12zM20.4 6v12l-6.6-6z',
  last: 'M17.1 6h2.4v12h-2.4zM10.4 6v12l6.6-6zM3.6 6v12l6.6-6z',
  expand:
    'M4 4h6.5v2.2H6.2v4.3H4zM13.5 4H20v6.5h-2.2V6.2h-4.3zM4 13.5h2.2v4.3h4.3V20H4zM17.8 13.5H20V20h-6.5v-2.2h4.3z',
  shrink:
    'M8.3 4h2.2v6.5H4V8.3h4.3zM13.5 4h2.2v4.3H20v2.2h-6.5zM4 13.5h6.5V20H8.3v-4.3H4zM13.5 13.5H20v2.2h-4.3V20h-2.2z',
  sun: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM11 1.5h2v3h-2zM11 19.5h2v3h-2zM1.5 11h3v2h-3zM19.5 11h3v2h-3zM4 5.4 5.4 4l2.2 2.2-1.4 1.4zM16.4 17.8l1.4-1.4L20 18.6 18.6 20zM4 18.6l2.2-2.2 1.4 1.4L5.4 20zM16.4 6.2 18.6 4 20 5.4l-2.2 2.2z',
  moon: 'M20.5 14.4A8.8 8.8 0 0 1 9.6 3.5a8.8 8.8 0 1 0 10.9 10.9z',
  half: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2v14a7 7 0 0 1 0-14z',
};

/** @param {Sign} name */
export function icon(name) {
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', 'data-icon': name },
    svg('path', { d: PATHS[name], 'fill-rule': 'evenodd' }),
  );
}
