// The menu in the head of a view that saves it as a picture.
// Usage: head.append(saveMenu(store, 'surface', 'Loss surface', element))
import { h } from '../page/element.js';
import { icon } from '../page/icons.js';
import { save } from './clipboard.js';
import { pictureOf, pixels } from './picture.js';

/** @import { State } from '../state/store.js' */

/**
 * The name of a file says what is in it: the lesson, the view, the step.
 *
 * @param {State} state
 * @param {string} view
 */
export function fileName({ lesson, run, position }, view) {
  return ['downhill', lesson?.id, view, run && `step-${run.step(position)}`].filter(Boolean).join('-');
}

/**
 * @param {{state: State}} store
 * @param {string} name
 * @param {string} title
 * @param {HTMLElement} view
 */
export function saveMenu(store, name, title, view) {
  /** @param {KeyboardEvent} event */
  const onkeydown = (event) => {
    if (event.key === 'Escape' && menu.open) {
      event.stopPropagation();
      close();
    }
  };
  const close = () => {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  };
  const text = () => {
    const { lesson, run, position } = store.state;
    const where = run ? `, step ${run.step(position)}` : '';
    return pictureOf(view, `${lesson ? `${lesson.title}: ` : ''}${title.toLowerCase()}${where}`);
  };
  /** @type {(label: string, act: () => unknown) => HTMLButtonElement} */
  const item = (label, act) =>
    h(
      'button',
      {
        type: 'button',
        class: 'chip',
        'aria-label': `Save ${title} as ${label}`,
        onclick: () => {
          close();
          act();
        },
      },
      label,
    );
  /** @type {HTMLDetailsElement} */
  const menu = h(
    'details',
    { class: 'save-menu', name: 'save-menu', onkeydown },
    h('summary', { 'aria-label': `Save ${title} as a picture`, title: 'Save as a picture' }, icon('save')),
    h(
      'div',
      { class: 'save-choices' },
      item('SVG', () => save(new Blob([text()], { type: 'image/svg+xml' }), `${fileName(store.state, name)}.svg`)),
      item('PNG', async () => save(await pixels(text()), `${fileName(store.state, name)}.png`)),
    ),
  );
  return menu;
}
