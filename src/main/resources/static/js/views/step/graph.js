// The computation graph of a row: boxes with value and gradient, edges with the local derivative, layers that open.
// Usage: const graph = new StepGraph(acts); graph.build(trace); graph.show(trace, shown, chain)
import { Graph, layout } from '../../../vendor/dagre-3.1.3/dagre.esm.js';
import { h, set, svg } from '../../page/element.js';
import { brief } from '../../page/tensor-text.js';
import { DrawnBox, sizeOf } from './box.js';
import { folded } from './fold.js';

/**
 * @import { Acts, Look } from './box.js'
 * @import { Chain } from './chain.js'
 * @import { Box, Frame, Line } from './fold.js'
 * @import { Shown } from './phases.js'
 */

const LETTER = 7;
const LINE = 18;
const FRAME = 26;
/** Where the graph is a little too wide, it is drawn smaller; letters of 13 pixels stay larger than 11. */
const LEAST = 0.86;

export class StepGraph {
  #acts;
  #svg = svg('svg', { class: 'drawing graph-drawing' });
  /** @type {Set<string>} */
  #open = new Set();
  /** @type {{box: Box, drawn: DrawnBox}[]} */
  #boxes = [];
  /** @type {{line: Line, label: SVGTextElement, group: SVGGElement}[]} */
  #edges = [];
  #shape = '';
  #size = { width: 0, height: 0 };
  #wide = 0;
  /** @type {string | null} the weight under the pointer */
  #hovered = null;
  #changed;
  element = h('div', { class: 'graph' }, this.#svg);

  /**
   * @param {Omit<Acts, 'unfold'>} acts
   * @param {() => unknown} changed a layer was opened or folded
   */
  constructor(acts, changed) {
    this.#acts = acts;
    this.#changed = changed;
    // The document hears where the pointer arrives. Where a box is drawn anew under it, nothing hears that it leaves.
    document.addEventListener('mouseover', ({ target }) => {
      const inside = target instanceof Element && this.#svg.contains(target);
      this.#hover(inside ? target.closest('[data-node]') : null);
    });
    document.documentElement.addEventListener('mouseleave', () => this.#hover(null));
    new ResizeObserver(([{ contentRect }]) => {
      this.#wide = contentRect.width;
      this.#fit();
    }).observe(this.element);
  }

  /** @param {Element | null} hit the box under the pointer */
  #hover(hit) {
    const id = hit?.getAttribute('data-node');
    const weight = this.#boxes.find(({ box }) => box.id === id && box.kind === 'parameter')?.box.id ?? null;
    if (weight !== this.#hovered) {
      this.#hovered = weight;
      this.#acts.choose(weight);
    }
  }

  #fit() {
    const { width, height } = this.#size;
    const share = Math.min(1, Math.max(LEAST, (this.#wide - 2) / (width || 1)));
    set(this.#svg, { width: Math.floor(share * width), height: Math.floor(share * height) });
    this.#svg.style.minWidth = `${Math.floor(share * width)}px`;
  }

  /** @param {string} group */
  #turn(group) {
    const opened = !this.#open.has(group);
    this.#open[opened ? 'add' : 'delete'](group);
    this.#changed();
    const next = opened ? `[data-frame="${CSS.escape(group)}"]` : `[data-node="${CSS.escape(group)}"]`;
    /** @type {SVGElement | null} */ (this.#svg.querySelector(next))?.focus();
  }

  /** @param {Api.RowTrace | Api.StepTrace} trace */
  build(trace) {
    const { boxes, edges, frames } = folded(trace, this.#open);
    const looks = fullLooks(trace);
    const sizes = new Map(boxes.map((box) => [box.id, sizeOf(box, looks(box))]));
    const labels = new Map(edges.map((line) => [line, label(trace, line)]));
    const shape = JSON.stringify([
      boxes.map(({ id }) => [id, sizes.get(id)]),
      edges,
      [...labels.values()].map((text) => text.length),
    ]);
    if (shape === this.#shape) {
      return;
    }
    this.#shape = shape;
    const graph = new Graph({ multigraph: true, compound: true })
      .setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 26, edgesep: 12, marginx: 8, marginy: 8 })
      .setDefaultEdgeLabel(() => ({}));
    for (const { group } of frames) {
      graph.setNode(`frame ${group}`, {});
    }
    for (const { id } of boxes) {
      const { width, height } = sizes.get(id) ?? { width: 0, height: 0 };
      graph.setNode(id, { width, height });
    }
    for (const { group, members } of frames) {
      for (const id of members) {
        if (sizes.has(id)) {
          graph.setParent(id, `frame ${group}`);
        }
      }
    }
    for (const [i, line] of edges.entries()) {
      const width = (labels.get(line)?.length ?? 0) * LETTER;
      graph.setEdge(line.from, line.to, { width, height: width > 0 ? LINE : 0, labelpos: 'c' }, String(i));
    }
    layout(graph);
    this.#draw(graph, { boxes, edges, frames }, sizes);
  }

  /**
   * @param {Graph} graph
   * @param {{boxes: Box[], edges: Line[], frames: Frame[]}} parts
   * @param {Map<string, import('./box.js').Size>} sizes
   */
  #draw(graph, { boxes, edges, frames }, sizes) {
    const up = frames.length > 0 ? FRAME : 0;
    const { width, height } = graph.graph();
    set(this.#svg, { viewBox: `0 ${-up} ${width} ${height + up}` });
    this.#size = { width, height: height + up };
    this.#fit();
    this.#edges = edges.map((line, i) => {
      /** @type {{points: {x: number, y: number}[], x?: number, y?: number}} */
      const { points, x, y } = graph.edge({ v: line.from, w: line.to, name: String(i) });
      const middle = points[Math.floor(points.length / 2)];
      const path = points.map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join('L');
      const text = svg('text', { x: x ?? middle.x, y: (y ?? middle.y) - 5, class: 'middle factor' });
      return { line, label: text, group: svg('g', { class: 'edge' }, svg('path', { d: `M${path}` }), text) };
    });
    this.#boxes = boxes.map((box) => {
      const size = sizes.get(box.id) ?? { width: 0, height: 0, column: 0 };
      const acts = { ...this.#acts, unfold: (/** @type {string} */ group) => this.#turn(group) };
      return { box, drawn: new DrawnBox(box, graph.node(box.id), size, acts) };
    });
    const focused = document.activeElement;
    const had = focused && this.#svg.contains(focused) ? focused.getAttribute('data-node') : null;
    this.#svg.replaceChildren(
      ...frames.map((frame) => this.#frame(frame, graph.node(`frame ${frame.group}`))),
      ...this.#edges.map(({ group }) => group),
      ...this.#boxes.map(({ drawn }) => drawn.element),
    );
    if (had !== null) {
      /** @type {SVGElement | null} */ (this.#svg.querySelector(`[data-node="${CSS.escape(had)}"]`))?.focus();
    }
  }

  /**
   * @param {Frame} frame
   * @param {{x: number, y: number, width: number, height: number}} place
   */
  #frame({ group, title }, { x, y, width, height }) {
    const [left, top] = [x - width / 2, y - height / 2];
    return svg(
      'g',
      { class: 'open-layer' },
      svg('rect', { x: left, y: top - FRAME + 6, width, height: height + FRAME - 6, rx: 12 }),
      svg(
        'g',
        {
          class: 'fold-button',
          tabindex: 0,
          role: 'button',
          'aria-expanded': 'true',
          'aria-label': `${title}: fold it`,
          'data-frame': group,
          onclick: () => this.#turn(group),
          onkeydown: (event) => event.key === 'Enter' && this.#turn(group),
        },
        svg('rect', { x: left, y: top - FRAME + 2, width: (title.length + 4) * LETTER, height: 24, rx: 8 }),
        svg('text', { class: 'label', x: left + 8, y: top - FRAME + 18 }, `− ${title}`),
      ),
    );
  }

  /**
   * @param {Api.RowTrace | Api.StepTrace} trace
   * @param {Shown} shown
   * @param {Chain | null} chain
   */
  show(trace, shown, chain) {
    const looks = fullLooks(trace);
    const newest = [shown.newest?.node, shown.newest?.gradient, shown.newest?.update];
    for (const { box, drawn } of this.#boxes) {
      const { value, gradient, after } = looks(box);
      const lit = chain !== null && [...box.members].some((id) => chain.nodes.has(id));
      drawn.show({
        value: shown.values.has(box.output) ? value : undefined,
        gradient: shown.gradients.has(box.output) || lit ? gradient : undefined,
        after: shown.updates.has(box.output) ? after : undefined,
        newest: newest.some((id) => id !== undefined && box.members.has(id)),
        lit,
        dim: chain !== null && !lit,
      });
    }
    for (const { line, label: text, group } of this.#edges) {
      const lit = line.edges.some((id) => (chain ? chain.edges.has(id) : shown.edges.has(id)));
      group.classList.toggle('lit', lit);
      group.classList.toggle('dim', chain !== null && !lit);
      text.textContent = lit ? label(trace, line) : '';
    }
  }
}

/**
 * The local derivative of an edge; none of an edge that stands for several, or has many numbers.
 *
 * @param {Api.RowTrace | Api.StepTrace} trace
 * @param {Line} line
 */
function label({ backward }, { edges }) {
  const edge = edges.length === 1 ? backward.edges.find(({ edge: id }) => id === edges[0]) : undefined;
  return typeof edge?.derivative.value === 'number' ? `× ${brief(edge.derivative.value)}` : '';
}

/** @param {Api.RowTrace | Api.StepTrace} trace */
function fullLooks({ forward, loss, backward, update }) {
  const values = new Map([...forward.nodes, ...loss.nodes].map(({ id, value }) => [id, value]));
  const gradients = new Map(backward.nodes.map(({ node, value }) => [node, value]));
  const after = new Map(update.parameters.map((one) => [one.parameter, one.after]));
  /** @type {(box: Box) => Look} */
  return ({ output }) => ({ value: values.get(output), gradient: gradients.get(output), after: after.get(output) });
}
