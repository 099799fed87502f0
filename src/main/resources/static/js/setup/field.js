// Fields of the form. Each stands for one place in the specification, and shows what the server said about it.
// Usage: numberField(form, '/steps', 'Steps'); choiceField(form, '/loss', 'Loss', ['mse', 'mae'], 'mse')
import { h } from '../page/element.js';
import { at } from '../state/pointer.js';

/** @import { SpecificationForm } from './form.js' */

/**
 * The id of the field of a place.
 *
 * @param {string} pointer
 */
export function idOf(pointer) {
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
 * @param {{hint?: string, fallback?: unknown, inputmode?: string,
 *   emptied?: (specification: Api.Specification, pointer: string) => Api.Specification}} [options] `emptied` makes the
 * specification of an empty field
 */
export function valueField(form, pointer, label, { hint, fallback, inputmode = 'decimal', emptied } = {}) {
  const value = at(form.specification, pointer);
  const control = h('input', {
    type: 'text',
    inputmode,
    autocomplete: 'off',
    placeholder: fallback === undefined ? '' : JSON.stringify(fallback),
    title: hint,
    value: value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value),
    onchange: (event) => {
      const typed = read(event.target.value);
      if (typed === undefined && emptied) {
        form.replace(emptied(form.specification, pointer));
      } else {
        form.change(pointer, typed);
      }
    },
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
 * @param {(string | {name: string, text?: string, label?: string})[]} choices
 * @param {{fallback?: string, hint?: string, chosen?: string, change?: (name: string) => unknown}} [options]
 */
export function choiceField(form, pointer, label, choices, { fallback, hint, chosen, change } = {}) {
  const value = chosen ?? nameOf(at(form.specification, pointer)) ?? fallback;
  /** @type {{name: string, text?: string, label?: string}[]} */
  const known = choices.map((choice) => (typeof choice === 'string' ? { name: choice } : choice));
  const all = known.some(({ name }) => name === value) ? known : [{ name: value ?? '' }, ...known];
  const control = h(
    'select',
    { title: hint, onchange: (event) => (change ?? ((next) => form.change(pointer, next)))(event.target.value) },
    all.map(({ name, text, label }) =>
      h('option', { value: name, selected: name === value, title: text }, label ?? name),
    ),
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
 * A share, shown and typed as a percentage.
 *
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {string} label
 * @param {{hint?: string}} [options]
 */
export function percentField(form, pointer, label, { hint } = {}) {
  const value = at(form.specification, pointer);
  const shown = typeof value === 'number' ? String(Number((100 * value).toPrecision(12))) : (value ?? '');
  const control = h('input', {
    type: 'text',
    inputmode: 'decimal',
    autocomplete: 'off',
    placeholder: '0',
    title: hint,
    value: shown,
    onchange: () => {
      const typed = control.value.replace('%', '').replace(',', '.').trim();
      if (typed !== shown) {
        const share = Number(typed) / 100;
        form.change(pointer, typed === '' ? undefined : Number.isFinite(share) ? share : typed, true);
      }
    },
  });
  const made = field(pointer, label, control, hint);
  control.after(h('span', { class: 'unit', 'aria-hidden': 'true' }, '%'));
  made.classList.add('percent');
  return made;
}

/**
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {string} label
 * @param {{fallback: number, most: number, step: number}} options
 */
export function sliderField(form, pointer, label, { fallback, most, step }) {
  const value = at(form.specification, pointer);
  const shown = h('output', {}, String(value ?? fallback));
  const control = h('input', {
    type: 'range',
    min: 0,
    max: most,
    step,
    value: value ?? fallback,
    oninput: () => {
      shown.textContent = control.value;
      form.change(pointer, Number(control.value));
    },
  });
  const made = field(pointer, label, control);
  control.after(shown);
  made.classList.add('slider');
  return made;
}

/**
 * A whole number with buttons for one less and one more.
 *
 * @param {SpecificationForm} form
 * @param {string} pointer
 * @param {string} label
 * @param {{hint?: string, least?: number, noun: string}} options
 */
export function stepperField(form, pointer, label, { hint, least = 1, noun }) {
  const made = valueField(form, pointer, label, { hint });
  const control = made.querySelector('input');
  /** @type {(sign: string, by: number) => HTMLElement} */
  const button = (sign, by) =>
    h(
      'button',
      {
        type: 'button',
        class: 'step',
        'aria-label': `${by > 0 ? 'More' : 'Fewer'} ${noun}`,
        onclick: () => {
          const next = Math.max(least, (Number(at(form.specification, pointer)) || 0) + by);
          if (control) {
            control.value = String(next);
          }
          form.change(pointer, next);
        },
      },
      sign,
    );
  const steps = h('div', { class: 'stepper' });
  control?.replaceWith(steps);
  steps.append(button('−', -1), control ?? '', button('+', 1));
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
