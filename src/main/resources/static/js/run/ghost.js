// The run before, which is laid under the one that is watched.
// Usage: const ghost = comparable(before, job) ? before : null; difference(ghost, run) → ', with learningRate 0.1'

const MOST = 3;

/** Two runs of one model and data can be laid over each other. */
export function comparable(before, job) {
  const key = ({ specification: { model, data } }) => JSON.stringify([model.expression ?? model.layers, data]);
  return before?.points > 0 && key(before) === key(job);
}

function* leaves(value, name) {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield* leaves(inner, name ? `${name}.${key}` : key);
    }
  } else {
    yield [name, typeof value === 'string' ? value : JSON.stringify(value)];
  }
}

/** What the run before had otherwise, as the end of a sentence. */
export function difference(before, run) {
  const now = new Map(leaves(run.specification, ''));
  const other = [...leaves(before.specification, '')].filter(
    ([name, value]) => name !== 'name' && !name.startsWith('record') && now.get(name) !== value,
  );
  const said = other
    .slice(0, MOST)
    .map(([name, value]) => (name.endsWith('.type') ? value : `${name.split('.').at(-1)} ${value}`))
    .join(', ');
  return other.length === 0 ? ', which was the same' : `, with ${said}${other.length > MOST ? ' and more' : ''}`;
}
