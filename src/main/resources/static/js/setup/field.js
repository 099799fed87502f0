// Fields of the form. Each stands for one place in the specification, and shows what the server said about it.
// Usage: numberField(form, '/steps', 'Steps'); choiceField(form, '/loss', 'Loss', ['mse', 'mae'], 'mse')
import { h } from '../page/element.js';
import { at } from '../state/pointer.js';

/** @import { SpecificationForm } from './form.js' */

/** @param {string} pointer */
function idOf(pointer) {
  const plain = pointer.replaceAll(/[^\w/]/gu, (letter) => `.${letter.codePointAt(0)?.toString(16)}.`);
  return `field${plain.replaceAll('/', '-')}`;
}

/**
 * @param {string} pointer
 * @param {string} label
 * @param {HTMLElement} control
 * @param {string} [hint]
 */
function field(pointer, label, control, hint) {
  const id = idOf(pointer);
  control.id = id;
  control.dataset.pointer = pointer;
  control.setAttribute('aria-describedby', `${id}-says`);
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id, title: hint }, label),
    control,
    h('p', { id: `${id}-says`, class: 'says' }),
  );
}

/**
 * A number, or whatever JSON can hold; an empty field leaves the default.
 *
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {string} label
 * @param {{hint?: string, fallback?: unknown, inputmode?: string}} [options]
 */
export function valueField(form, pointer, label, { hint, fallback, inputmode = 'decimal' } = {}) {
  const value = at(form.specification, pointer);
  const control = h('input', {
    type: 'text',
    inputmode,
    autocomplete: 'off',
    placeholder: fallback === undefined ? '' : JSON.stringify(fallback),
    title: hint,
    value: value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value),
    onchange: (event) => form.change(pointer, read(event.target.value)),
  });
  return field(pointer, label, control, hint);
}

/**
 * What was typed: JSON if it is that, .5 or 1, 2, 3 as people write them, else the words themselves, which the server
 * may refuse.
 *
 * @param {string} text
 * @returns {unknown}
 */
function read(text) {
  const typed = text.trim();
  if (typed === '') {
    return undefined;
  }
  const whole = typed.replace(/(?<!\d)\.(?=\d)/g, '0.');
  for (const json of [typed, whole, `[${whole}]`]) {
    try {
      return JSON.parse(json);
    } catch {
      // The next way to read it.
    }
  }
  return text;
}

/**
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {string} label
 * @param {{hint?: string, rows?: number, change?: (text: string) => unknown}} [options]
 */
export function textField(
  form,
  pointer,
  label,
  { hint, rows = 1, change = (text) => form.change(pointer, text) } = {},
) {
  const value = at(form.specification, pointer) ?? '';
  const control = rows > 1 ? h('textarea', { rows }) : h('input', { type: 'text', value });
  control.value = value;
  control.addEventListener('change', () => change(control.value));
  return field(pointer, label, control, hint);
}

/**
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {string} label
 * @param {(string | {name: string, text?: string})[]} choices
 * @param {{fallback?: string, hint?: string, chosen?: string, change?: (name: string) => unknown}} [options]
 */
export function choiceField(form, pointer, label, choices, { fallback, hint, chosen, change } = {}) {
  const value = chosen ?? nameOf(at(form.specification, pointer)) ?? fallback;
  /** @type {{name: string, text?: string}[]} */
  const known = choices.map((choice) => (typeof choice === 'string' ? { name: choice } : choice));
  const all = known.some(({ name }) => name === value) ? known : [{ name: value ?? '' }, ...known];
  const control = h(
    'select',
    { title: hint, onchange: (event) => (change ?? ((next) => form.change(pointer, next)))(event.target.value) },
    all.map(({ name, text }) => h('option', { value: name, selected: name === value, title: text }, name)),
  );
  return field(pointer, label, control, hint);
}

/**
 * Returns the name of a kind, which may stand alone or with options; other JSON is shown as it is.
 *
 * @param {unknown} value
 * @returns {string | undefined}
 */
function nameOf(value) {
  return value === undefined || typeof value === 'string' ? value : (at(value, '/type') ?? JSON.stringify(value));
}

/**
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {string} label
 * @param {{fallback?: boolean, hint?: string}} [options]
 */
export function checkField(form, pointer, label, { fallback = false, hint } = {}) {
  const control = h('input', {
    type: 'checkbox',
    checked: at(form.specification, pointer) ?? fallback,
    title: hint,
    onchange: (event) => form.change(pointer, event.target.checked),
  });
  const made = field(pointer, label, control, hint);
  made.classList.add('check');
  return made;
}

/**
 * @param {HTMLElement} control
 * @param {string} text
 */
function say(control, text) {
  const place = document.getElementById(`${control.id}-says`);
  if (place) {
    place.textContent = text;
  }
}

/**
 * Shows each fault at its field, or at the nearest field around it; returns those that no field is near to.
 *
 * @param {HTMLElement} place
 * @param {Api.Fault[]} faults
 */
export function showFaults(place, faults) {
  /** @type {Map<string | undefined, HTMLElement>} */
  const controls = new Map();
  for (const control of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll('[data-pointer]'))) {
    controls.set(control.dataset.pointer, control);
    control.removeAttribute('aria-invalid');
    say(control, '');
  }
  return faults.filter(({ pointer, message }) => {
    let around = pointer;
    while (around && !controls.has(around)) {
      around = around.slice(0, Math.max(0, around.lastIndexOf('/')));
    }
    const control = controls.get(around);
    if (control) {
      control.setAttribute('aria-invalid', 'true');
      say(control, message);
    }
    return !control;
  });
}
