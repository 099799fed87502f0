// The shapes of generated points and the bundled data sets, each with its picture, drawn from its own rows.
// Usage: form.append(gallery(form))
import { datasetRows, generatorPoints } from '../../api/service.js';
import { h } from '../../page/element.js';
import { withData } from '../data-kinds.js';
import { namesIn } from '../names.js';
import { picture } from './picture.js';

/** @import { SpecificationForm } from '../form.js' */

/** @type {[number, number]} */
const SIZE = [60, 44];
const ROWS = 150;
/**
 * A little noise for shapes that are bare lines without it.
 *
 * @type {Record<string, number>}
 */
const NOISE = { line: 0.15, sine: 0.1, moons: 0.08 };

/** @type {Map<string, Promise<Api.Points | null>>} the rows that are known, or on their way */
const known = new Map();
/** One request at a time, so that a limit on requests only slows the pictures. */
let last = Promise.resolve();

/**
 * @param {string} name
 * @param {() => Promise<Api.Points | null>} ask
 */
function rows(name, ask) {
  const before = known.get(name);
  if (before) {
    return before;
  }
  const found = last.then(ask).catch(() => {
    known.delete(name);
    return null;
  });
  last = found.then(() => {});
  known.set(name, found);
  return found;
}

/** @param {SpecificationForm} form */
export function gallery(form) {
  const { data } = form.specification;
  const { generators, datasets } = form.catalog;
  /** @type {(kind: 'generator' | 'dataset', name: string, text: string | undefined, ask: () => Promise<Api.Points | null>) => HTMLElement} */
  const choice = (kind, name, text, ask) => {
    const place = h('span', { class: 'thumbnail' });
    rows(name, ask).then((found) => found && place.replaceChildren(picture(found, SIZE)));
    const choose = async () => {
      const pressedAt = form.specification;
      const points = await rows(name, ask);
      // An edit made while the rows were on their way is newer than the press.
      if (form.specification === pressedAt) {
        form.replace(withShape(pressedAt, kind, name, points));
      }
    };
    return h(
      'button',
      {
        type: 'button',
        id: `shape-${name}`,
        class: 'shape',
        'aria-pressed': String(data[kind] === name),
        title: text,
        onclick: choose,
      },
      place,
      h('span', {}, name),
    );
  };
  return h(
    'div',
    { class: 'gallery', role: 'group', 'aria-label': 'Shapes and data sets' },
    generators.map(({ name = '', text }) =>
      choice('generator', name, text, () => generatorPoints(name, { n: ROWS, noise: NOISE[name] ?? 0 })),
    ),
    datasets.map(({ name = '', text }) => choice('dataset', name, text, () => datasetRows(name, ROWS))),
  );
}

/**
 * The specification with another shape or set. Features that name inputs which are no more are left out; layers get an
 * output for each class, and the loss that follows from the data.
 *
 * @param {Api.Specification} specification
 * @param {'generator' | 'dataset'} kind
 * @param {string} name
 * @param {Api.Points | null} points
 * @returns {Api.Specification}
 */
function withShape(specification, kind, name, points) {
  const same = kind in specification.data ? specification : withData(specification, kind);
  const { features, ...data } = same.data;
  const keeps =
    Array.isArray(features) &&
    features.flatMap((one) => namesIn(String(one))).every((one) => points?.inputs.includes(one));
  const next = { ...same, data: { ...data, [kind]: name, ...(keeps ? { features } : {}) } };
  return points ? withOutputs(next, Math.max(1, points.classes.length)) : next;
}

/**
 * @param {Api.Specification} specification
 * @param {number} units
 * @returns {Api.Specification}
 */
function withOutputs(specification, units) {
  const layers = specification.model.layers;
  const end = layers?.[layers.length - 1];
  if (!layers || end?.type !== 'linear' || end.units === units) {
    return specification;
  }
  const { loss, ...rest } = specification;
  const { activation, ...output } = end;
  return { ...rest, model: { ...rest.model, layers: [...layers.slice(0, -1), { ...output, units }] } };
}
