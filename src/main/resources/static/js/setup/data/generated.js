// The settings of generated points: how many, how noisy, which ones; and the points themselves, test rows hollow.
// Usage: form.append(...generatedFields(form))
import { generatorPoints } from '../../api/service.js';
import { h } from '../../page/element.js';
import { withValue } from '../../state/pointer.js';
import { sliderField, valueField } from '../field.js';
import { picture } from './picture.js';

/** @import { SpecificationForm } from '../form.js' */

/** As many as the service shows before a job has them. */
const MOST = 1000;

/**
 * @param {SpecificationForm} form
 * @returns {Page.Child[]}
 */
export function generatedFields(form) {
  const noise = form.specification.data.noise;
  return [
    valueField(form, '/data/n', 'Points', { fallback: 200 }),
    sliderField(form, '/data/noise', 'Noise', {
      fallback: 0,
      most: Math.max(1, typeof noise === 'number' ? noise : 0),
      step: 0.05,
    }),
    h(
      'div',
      { class: 'with-button' },
      valueField(form, '/data/seed', 'Data seed', {
        fallback: form.specification.seed ?? 0,
        hint: 'which points are drawn; empty for the seed below',
      }),
      h(
        'button',
        {
          type: 'button',
          id: 'regenerate',
          title: 'draws other points: the next seed',
          onclick: () => regenerate(form),
        },
        'Regenerate',
      ),
    ),
  ];
}

/** @param {SpecificationForm} form */
function regenerate(form) {
  const { data, seed } = form.specification;
  const now = Number(data.seed ?? seed ?? 0);
  form.replace(withValue(form.specification, '/data/seed', Number.isFinite(now) ? now + 1 : 1));
}

/** The generated points of the specification, as they are now. One request at a time; only the last one is shown. */
export class GeneratedPoints {
  element = h('div', { class: 'generated' });
  #asked = '';
  #busy = false;
  /** @type {Api.Specification | null} */
  #next = null;

  /** @param {Api.Specification} specification */
  show(specification) {
    this.#next = specification;
    if (!this.#busy) {
      this.#ask();
    }
  }

  async #ask() {
    this.#busy = true;
    while (this.#next) {
      const { data, seed = 0 } = this.#next;
      this.#next = null;
      const { generator, n = 200, noise = 0, seed: own, testFraction = 0 } = data;
      const numbers = { n, noise, seed, testFraction, ...(own === undefined ? {} : { dataSeed: own }) };
      const text = JSON.stringify([generator, numbers]);
      const plain = Object.values(numbers).every((value) => typeof value === 'number');
      if (text !== this.#asked) {
        this.#asked = text;
        const fits = plain && Number(n) <= MOST;
        const query = /** @type {Record<string, any>} */ (numbers);
        const points = fits ? await generatorPoints(String(generator), query).catch(() => null) : null;
        this.#draw(points);
      }
    }
    this.#busy = false;
  }

  /** @param {Api.Points | null} points */
  #draw(points) {
    if (!points) {
      this.element.replaceChildren();
      return;
    }
    const held = points.test.filter(Boolean).length;
    const drawing = picture(points, [260, 170], points.test.length > 300 ? 2 : 2.8);
    this.element.replaceChildren(
      drawing,
      h(
        'p',
        { class: 'hint' },
        held > 0 ? `${points.test.length} points; hollow: ${held} test rows` : `${points.test.length} points`,
      ),
    );
  }
}
