// A recurrent layer unrolled: its entries from left to right, with the gates, the memory and the state of all units, and how
// much of the loss reaches each entry.
// Usage: const cells = new LayerCells(); place.append(cells.element); cells.show(opened)
import { h } from '../../page/element.js';
import { short } from '../../page/tensor-text.js';
import { around } from '../network/heat.js';
import { flat, paint } from './plane.js';

/** The bar of a gradient is one pixel where it is smaller than the greatest by this power of ten. */
const DECADES = 8;
/** Numbers of more entries are colours. */
const FEW = 10;

/** @type {Record<string, string>} */
const GATES = {
  i: 'input gate i',
  f: 'forget gate f',
  g: 'candidate g',
  o: 'output gate o',
  r: 'reset gate r',
  z: 'update gate z',
  n: 'candidate n',
};

/**
 * The height of the bar of each gradient, from 0 to 1 on a logarithmic scale.
 *
 * @param {Api.Finite[]} norms
 */
export function bars(norms) {
  const most = Math.max(...norms.map((norm) => norm ?? 0));
  return norms.map((norm) =>
    most > 0 && norm !== null && norm > 0 ? Math.max(0.02, 1 + Math.log10(norm / most) / DECADES) : 0,
  );
}

/** @param {Api.Finite} norm */
const power = (norm) => (norm === null ? '–' : norm === 0 ? '0' : norm.toExponential(1).replace('-', '−'));

/**
 * How the gradient changes on its way back.
 *
 * @param {Api.Finite[]} norms
 */
export function fading(norms) {
  const [first, last] = [norms[0] ?? 0, norms.at(-1) ?? 0];
  if (first <= 0 || last <= 0) {
    return `The gradient is ${power(last)} at the last entry and ${power(first)} at the first.`;
  }
  const factor = (first / last) ** (1 / Math.max(1, norms.length - 1));
  return `The gradient is ${power(last)} at the last entry and ${power(first)} at the first: times ${short(
    Number(factor.toPrecision(2)),
  )} for each entry back.`;
}

export class LayerCells {
  element = h('div', { class: 'layer-cells' });

  /** @param {Api.OpenedLayer} opened */
  show({ arithmetic }) {
    const steps = /** @type {Api.OpenedCell[]} */ (arithmetic?.steps ?? []);
    if (steps.length === 0) {
      this.element.replaceChildren();
      return;
    }
    const names = Object.keys(steps[0].gates);
    const norms = steps.map(({ hiddenGradientNorm }) => hiddenGradientNorm ?? null);
    this.element.replaceChildren(
      ...line('input', steps, (step) => step.input),
      ...names.flatMap((name) => line(GATES[name] ?? name, steps, (step) => step.gates[name])),
      ...(steps[0].cell === null ? [] : line('memory c', steps, (step) => step.cell)),
      ...line('state h', steps, (step) => step.hidden),
      h('span', {}, 'gradient'),
      h(
        'div',
        { class: 'gradient-bars', role: 'img', 'aria-label': fading(norms) },
        bars(norms).map((share, i) => {
          const bar = h('i', { title: `entry ${i}: ${power(norms[i])}` });
          bar.style.height = `${(100 * share).toFixed(1)}%`;
          return bar;
        }),
      ),
      h('p', { class: 'fading' }, fading(norms)),
    );
  }
}

/**
 * A quantity of all units over all entries.
 *
 * @param {string} name
 * @param {Api.OpenedCell[]} steps
 * @param {(step: Api.OpenedCell) => Api.Tensor | undefined} value
 */
function line(name, steps, value) {
  const columns = steps.map((step) => flat(value(step)));
  const [wide, high] = [columns.length, columns[0].length];
  const values = new Float64Array(wide * high);
  for (const [x, column] of columns.entries()) {
    for (let y = 0; y < high; y++) {
      values[y * wide + x] = column[y];
    }
  }
  if (high === 1 && wide <= FEW) {
    const numbers = h(
      'div',
      { class: 'entries' },
      columns.map(([one]) => h('span', {}, short(Number(one.toPrecision(2))))),
    );
    return [h('span', {}, name), numbers];
  }
  const canvas = h('canvas', {
    class: 'over-time',
    role: 'img',
    'aria-label': `${name}: ${high} numbers over ${wide} entries`,
  });
  paint(canvas, { wide, high, values }, around(values));
  canvas.style.aspectRatio = '';
  return [h('span', {}, name), canvas];
}
