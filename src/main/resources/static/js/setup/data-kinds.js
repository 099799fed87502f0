// Each kind of data to begin with, and a model that suits it: data of classes need as many outputs, a text an embedding.
// Usage: Object.keys(DATA) → ['generator', …]; const next = withData(specification, 'text')

export const DATA = {
  generator: { generator: 'spiral', n: 200, noise: 0.1 },
  dataset: { dataset: 'iris' },
  text: { text: 'the cat sat on the mat, the rat sat on the cat', context: 3 },
  columns: { x: [1, 2, 3], y: [2, 4, 6] },
};

const linear = (units, activation) => (activation ? { type: 'linear', units, activation } : { type: 'linear', units });
const outputs = { generator: 2, dataset: 3, text: new Set(DATA.text.text).size };
const embedded = [{ type: 'embedding', embeddingDim: 4 }, { type: 'flatten' }];

function model(kind, before) {
  if (kind === 'columns') {
    return before.expression ? before : { expression: 'w * x + b', parameters: { w: 0, b: 0 } };
  }
  const known = (before.layers ?? []).filter(({ type }) => type !== 'embedding' && type !== 'flatten').slice(0, -1);
  const hidden = known.length > 0 ? known : [linear(16, 'tanh')];
  return { layers: [...(kind === 'text' ? embedded : []), ...hidden, linear(outputs[kind])] };
}

/** The specification with other data; the loss follows from them again. */
export function withData({ loss, ...rest }, kind) {
  return { ...rest, model: model(kind, rest.model ?? {}), data: DATA[kind] };
}
