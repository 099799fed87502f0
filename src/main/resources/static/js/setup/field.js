// Fields of the form. Each stands for one place in the specification, and shows what the server said about it.
// Usage: numberField(form, '/steps', 'Steps'); choiceField(form, '/loss', 'Loss', ['mse', 'mae'], 'mse')
import { h } from '../page/element.js';
import { at } from '../state/pointer.js';

function idOf(pointer) {
  return `field${pointer.replaceAll(/[^\w]/g, '-')}`;
}

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

/** A number, or whatever JSON can hold; an empty field leaves the default. */
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

/** What was typed: JSON if it is that, .5 or 1, 2, 3 as people write them, else the words themselves, which the server may refuse. */
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

export function choiceField(form, pointer, label, choices, { fallback, hint, chosen, change } = {}) {
  const value = chosen ?? at(form.specification, pointer) ?? fallback;
  const known = choices.map((choice) => (typeof choice === 'string' ? { name: choice } : choice));
  const all = known.some(({ name }) => name === value) ? known : [{ name: value ?? '' }, ...known];
  const control = h(
    'select',
    { title: hint, onchange: (event) => (change ?? ((next) => form.change(pointer, next)))(event.target.value) },
    all.map(({ name, text }) => h('option', { value: name, selected: name === value, title: text }, name)),
  );
  return field(pointer, label, control, hint);
}

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

/** Shows each fault at its field, or at the nearest field around it; returns those that no field is near to. */
export function showFaults(place, faults) {
  for (const control of place.querySelectorAll('[data-pointer]')) {
    control.removeAttribute('aria-invalid');
    document.getElementById(`${control.id}-says`).textContent = '';
  }
  return faults.filter(({ pointer, message }) => {
    let around = pointer;
    while (around && !place.querySelector(`#${idOf(around)}`)) {
      around = around.slice(0, around.lastIndexOf('/'));
    }
    const control = around ? place.querySelector(`#${idOf(around)}`) : null;
    control?.setAttribute('aria-invalid', 'true');
    if (control) {
      document.getElementById(`${control.id}-says`).textContent = message;
    }
    return !control;
  });
}
