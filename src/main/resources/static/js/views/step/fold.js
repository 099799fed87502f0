// The graph of a row as it is shown: the operations of a layer are one box until the reader opens it.
// Usage: const {boxes, edges, frames} = folded(trace, new Set(['0.linear']))

/**
 * @typedef {object} Box
 * @property {string} id of the node; of a folded layer, its name
 * @property {string} title
 * @property {string} kind
 * @property {string} formula
 * @property {string | null} fold the layer that the box stands for
 * @property {string} output the node whose numbers it shows
 * @property {Set<string>} members the nodes that it stands for
 *
 * @typedef {{from: string, to: string, edges: string[]}} Line
 * @typedef {{group: string, title: string, members: string[]}} Frame an open layer
 */

const LAYER = /^(\d+)\./;
const LOSS = 'loss';
/** A loss of more operations is folded too. */
const FEW = 4;
/** A weight and its transpose are one box. */
const TRANSPOSE = 'mT';
const LINEAR = new Set([TRANSPOSE, 'matmul', 'add']);

/**
 * @param {Api.RowTrace | Api.StepTrace} trace
 * @param {Set<string>} open the groups that are not folded
 */
export function folded({ forward, loss }, open) {
  const nodes = [...forward.nodes, ...loss.nodes];
  /** @type {Map<string, Api.NodeValue[]>} */
  const byGroup = new Map();
  for (const node of nodes.filter(({ kind }) => kind !== 'input' && kind !== 'target')) {
    byGroup.set(node.group, [...(byGroup.get(node.group) ?? []), node]);
  }
  const parameters = new Set(nodes.filter(({ kind }) => kind === 'parameter' || kind === 'frozen').map(({ id }) => id));
  const foldable = new Map([...byGroup].filter(([group, members]) => isFoldable(group, members, byGroup)));
  /** @type {Map<string, string>} the box of each node */
  const boxOf = new Map();
  /** @type {Box[]} */
  const boxes = [];
  for (const node of nodes) {
    const [turned] = node.inputs;
    if (node.op === TRANSPOSE && parameters.has(turned)) {
      boxOf.set(node.id, boxOf.get(turned) ?? turned);
      boxes.find(({ id }) => id === turned)?.members.add(node.id);
      continue;
    }
    const { group } = node;
    const members = node.kind === 'input' || node.kind === 'target' ? undefined : foldable.get(group);
    const isFolded = members !== undefined && !open.has(group);
    boxOf.set(node.id, isFolded ? group : node.id);
    if (isFolded && members[members.length - 1] === node) {
      boxes.push(ofGroup(group, members, forward.prediction));
    } else if (!isFolded) {
      boxes.push(ofNode(node));
    }
  }
  return { boxes, edges: edgesBetween(nodes, boxOf), frames: framesOf(foldable, open) };
}

/**
 * @param {string} group
 * @param {Api.NodeValue[]} members
 * @param {Map<string, Api.NodeValue[]>} all
 */
function isFoldable(group, members, all) {
  const layered = [...all.keys()].some((one) => LAYER.test(one));
  const operations = members.filter(({ kind }) => kind === 'operation').length;
  return LAYER.test(group) ? members.length > 1 : group === LOSS && layered && operations >= FEW;
}

/**
 * @param {Api.NodeValue} node
 * @returns {Box}
 */
function ofNode({ id, kind, op, formula }) {
  const operation = kind === 'operation' && !id.includes(op);
  return {
    id,
    title: operation ? `${id} (${op})` : id,
    kind,
    formula,
    fold: null,
    output: id,
    members: new Set([id]),
  };
}

/**
 * @param {string} group
 * @param {Api.NodeValue[]} members
 * @param {string} prediction
 * @returns {Box}
 */
function ofGroup(group, members, prediction) {
  const output = members[members.length - 1].id;
  return {
    id: group,
    title: titleOf(group, members),
    kind: 'layer',
    formula: output === prediction ? 'the prediction' : '',
    fold: group,
    output,
    members: new Set(members.map(({ id }) => id)),
  };
}

/**
 * Returns what a layer computes: layer 1: tanh(W·x + b).
 *
 * @param {string} group
 * @param {Api.NodeValue[]} members
 */
function titleOf(group, members) {
  const ops = members.filter(({ kind }) => kind === 'operation').map(({ op }) => op);
  const number = Number(LAYER.exec(group)?.[1] ?? Number.NaN) + 1;
  if (Number.isNaN(number)) {
    return `${group}: ${ops.filter((op) => !['mean', 'sum', 'neg', 'gather', 'reshape'].includes(op)).join(', ')}`;
  }
  const input = number === 1 ? 'x' : `h${number - 1}`;
  const linear = ops.includes('matmul') ? `W·${input}${ops.includes('add') ? ' + b' : ''}` : null;
  const others = ops.filter((op) => !LINEAR.has(op));
  const kind = group.slice(group.indexOf('.') + 1);
  const what = others.length > 1 || !linear ? kind : others.reduce((inner, op) => `${op}(${inner})`, linear);
  return `layer ${number}: ${what}`;
}

/**
 * @param {Api.NodeValue[]} nodes
 * @param {Map<string, string>} boxOf
 * @returns {Line[]}
 */
function edgesBetween(nodes, boxOf) {
  /** @type {Map<string, Line>} */
  const found = new Map();
  for (const { id, inputs } of nodes) {
    for (const [i, input] of inputs.entries()) {
      const [from, to] = [boxOf.get(input) ?? input, boxOf.get(id) ?? id];
      if (from !== to) {
        const isNode = from === input && to === id;
        const key = isNode ? `${id}:${i}` : `${from} ${to}`;
        const line = found.get(key) ?? { from, to, edges: [] };
        line.edges.push(`${id}:${i}`);
        found.set(key, line);
      }
    }
  }
  return [...found.values()];
}

/**
 * @param {Map<string, Api.NodeValue[]>} foldable
 * @param {Set<string>} open
 * @returns {Frame[]}
 */
function framesOf(foldable, open) {
  return [...foldable]
    .filter(([group]) => open.has(group))
    .map(([group, members]) => ({
      group,
      title: titleOf(group, members),
      members: members.filter(({ op }) => op !== TRANSPOSE).map(({ id }) => id),
    }));
}
