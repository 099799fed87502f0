// The button that switches between the system's theme, light and dark.
// Usage: themeButton(document.getElementById('theme'), () => redraw())
import { h } from './element.js';
import { icon } from './icons.js';

/**
 * @import { Sign } from './icons.js'
 * @typedef {'system' | 'light' | 'dark'} Theme
 */

/** @type {Record<Theme, Theme>} */
const NEXT = { system: 'light', light: 'dark', dark: 'system' };
/** @type {Record<Theme, Sign>} */
const SIGN = { system: 'half', light: 'sun', dark: 'moon' };
const probe = h('i', { hidden: true });
const root = document.documentElement;
/** @type {Map<string, string>} */
const known = new Map();
/** @type {Map<string, number[]>} */
const parts = new Map();

/** Returns the choice of the last visit, if it is a known theme; otherwise the system's. */
function chosen() {
  const { theme } = root.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/**
 * @param {HTMLElement} button
 * @param {() => unknown} changed
 */
export function themeButton(button, changed) {
  const show = () => {
    const theme = chosen();
    button.replaceChildren(icon(SIGN[theme]));
    known.clear();
    parts.clear();
    button.setAttribute('aria-label', `Theme: ${theme}. Change to ${NEXT[theme]}`);
    button.title = `Theme: ${theme}`;
    changed();
  };
  button.addEventListener('click', () => {
    const theme = NEXT[chosen()];
    root.dataset.theme = theme;
    localStorage.setItem('downhill.theme', theme);
    show();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  show();
}

/**
 * Returns a custom property's value, for drawing on a canvas.
 *
 * @param {string} name
 * @returns {string}
 */
export function color(name) {
  const before = known.get(name);
  if (before !== undefined) {
    return before;
  }
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  known.set(name, value);
  return value;
}

/**
 * Returns a colour's red, green and blue, from 0 to 255.
 *
 * @param {string} name
 */
export function channels(name) {
  const before = parts.get(name);
  if (before !== undefined) {
    return before;
  }
  const found = (color(name).match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  parts.set(name, found);
  return found;
}
