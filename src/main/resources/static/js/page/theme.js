// The button that goes from the system's theme to light to dark.
// Usage: themeButton(document.getElementById('theme'), () => redraw())
import { h } from './element.js';
import { icon } from './icons.js';

const NEXT = { system: 'light', light: 'dark', dark: 'system' };
const SIGN = { system: 'half', light: 'sun', dark: 'moon' };
const probe = h('i', { hidden: true });
const known = new Map();

export function themeButton(button, changed) {
  const root = document.documentElement;
  const show = () => {
    const theme = root.dataset.theme;
    button.replaceChildren(icon(SIGN[theme]));
    known.clear();
    button.setAttribute('aria-label', `Theme: ${theme}. Change to ${NEXT[theme]}`);
    button.title = `Theme: ${theme}`;
    changed();
  };
  button.addEventListener('click', () => {
    root.dataset.theme = NEXT[root.dataset.theme];
    localStorage.setItem('downhill.theme', root.dataset.theme);
    show();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  show();
}

/** Returns a custom property's value, for drawing on a canvas. */
export function color(name) {
  if (!known.has(name)) {
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    known.set(name, getComputedStyle(probe).color);
  }
  return known.get(name);
}
