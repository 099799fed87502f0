// The chain of factors from the loss to a weight: every node through which the weight acts on the loss.
// Usage: const chain = chainOf(trace, 'w'); chain.nodes.has('loss'); explain(trace, chain) → ['d(loss)/d(w) = …', …]

/**
 * @typedef {{parameter: string, nodes: Set<string>, edges: Set<string>}} Chain
 * @param {Api.RowTrace | Api.StepTrace} trace
 * @param {string} weight or one number of it
 * @returns {Chain}
 */
export function chainOf({ forward, loss, backward }, weight) {
  const parameter = weight.replace(/\[.*/, '');
  const nodes = new Set([parameter]);
  for (const node of [...forward.nodes, ...loss.nodes]) {
    if (node.inputs.some((input) => nodes.has(input))) {
      nodes.add(node.id);
    }
  }
  const edges = backward.edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  return { parameter, nodes, edges: new Set(edges.map(({ edge }) => edge)) };
}

/**
 * @param {Api.RowTrace | Api.StepTrace} trace
 * @param {Chain} chain
 */
export function explain({ backward }, chain) {
  const factors = backward.edges.filter(({ edge }) => chain.edges.has(edge)).map(({ text }) => text);
  const end = backward.nodes.find(({ node }) => node === chain.parameter);
  return end && end.edges.length > 1 ? [...factors, end.text] : factors;
}
