// The computation graph of a step: boxes with value and gradient, edges with the local derivative.
// Usage: const graph = new StepGraph((weight) => …); graph.build(trace); graph.show(trace, shown, chain)
import { Graph, layout } from '../../../vendor/dagre-3.1.3/dagre.esm.js';
import { h, set, svg } from '../../page/element.js';
import { brief } from '../../page/tensor-text.js';
import { Box, HIGH, WIDE } from './box.js';

/**
 * @import { Chain } from './chain.js'
 * @import { Shown } from './phases.js'
 */

const NARROW = 560;
const LETTERS = 22;

export class StepGraph {
  /** @type {(weight: string | null) => unknown} */
  #choose;
  #svg = svg('svg', { class: 'drawing graph-drawing' });
  /** @type {Map<string, Box>} */
  #boxes = new Map();
  /** @type {Map<string, {label: SVGTextElement, group: SVGGElement}>} */
  #edges = new Map();
  #shape = '';
  element = h('div', { class: 'graph' }, this.#svg);

  /** @param {(weight: string | null) => unknown} choose */
  constructor(choose) {
    this.#choose = choose;
  }

  /** @param {Api.StepTrace} trace */
  build({ forward, loss }) {
    const nodes = [...forward.nodes, ...loss.nodes];
    const direction = this.element.clientWidth < NARROW ? 'TB' : 'LR';
    const shape = direction + JSON.stringify(nodes.map(({ id, inputs }) => [id, inputs]));
    if (shape === this.#shape) {
      return;
    }
    this.#shape = shape;
    const graph = new Graph({ multigraph: true })
      .setGraph({ rankdir: direction, nodesep: 16, ranksep: 84, marginx: 6, marginy: 6 })
      .setDefaultEdgeLabel(() => ({}));
    for (const { id } of nodes) {
      graph.setNode(id, { width: WIDE, height: HIGH });
    }
    for (const { id, inputs } of nodes) {
      for (const [i, input] of inputs.entries()) {
        graph.setEdge(input, id, {}, `${id}:${i}`);
      }
    }
    layout(graph);
    this.#draw(graph, nodes);
  }

  /**
   * @param {Graph} graph
   * @param {Api.NodeValue[]} nodes
   */
  #draw(graph, nodes) {
    const { width, height } = graph.graph();
    set(this.#svg, { viewBox: `0 0 ${width} ${height}`, width, height });
    const down = graph.graph().rankdir === 'TB';
    this.#svg.style.minWidth = `${Math.round(Math.min(width, down ? 300 : Math.max(620, width * 0.62)))}px`;
    this.#edges = new Map(
      graph.edges().map((edge) => {
        /** @type {{points: {x: number, y: number}[]}} */
        const { points } = graph.edge(edge);
        const middle = points[Math.floor(points.length / 2)];
        const path = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
        const label = svg('text', { x: middle.x, y: middle.y - 6, class: 'middle factor' });
        return [edge.name ?? '', { label, group: svg('g', { class: 'edge' }, svg('path', { d: `M${path}` }), label) }];
      }),
    );
    this.#boxes = new Map(nodes.map((node) => [node.id, new Box(node, graph.node(node.id), this.#choose)]));
    this.#svg.replaceChildren(
      ...[...this.#edges.values()].map(({ group }) => group),
      ...[...this.#boxes.values()].map(({ element }) => element),
    );
  }

  /**
   * @param {Api.StepTrace} trace
   * @param {Shown} shown
   * @param {Chain | null} chain
   */
  show(trace, shown, chain) {
    const gradients = new Map(trace.backward.nodes.map(({ node, value }) => [node, value]));
    const updates = new Map(trace.update.parameters.map((one) => [one.parameter, one]));
    for (const node of [...trace.forward.nodes, ...trace.loss.nodes]) {
      this.#boxes.get(node.id)?.show({
        value: shown.values.has(node.id) ? node.value : undefined,
        gradient: shown.gradients.has(node.id) || chain?.nodes.has(node.id) ? gradients.get(node.id) : undefined,
        after: shown.updates.has(node.id) ? updates.get(node.id)?.after : undefined,
        newest: [shown.newest?.node, shown.newest?.gradient, shown.newest?.update].includes(node.id),
        lit: chain?.nodes.has(node.id),
        dim: chain !== null && !chain.nodes.has(node.id),
      });
    }
    const factors = new Map(trace.backward.edges.map(({ edge, derivative }) => [edge, derivative]));
    for (const [name, { group, label }] of this.#edges) {
      const lit = chain ? chain.edges.has(name) : shown.edges.has(name);
      const factor = factors.get(name);
      group.classList.toggle('lit', Boolean(lit));
      group.classList.toggle('dim', Boolean(chain && !lit));
      const { value = null, formula = '' } = factor ?? {};
      const text = `× ${value === null ? formula : brief(value)}`.slice(0, LETTERS);
      label.textContent = lit && factor ? text : '';
    }
  }
}
