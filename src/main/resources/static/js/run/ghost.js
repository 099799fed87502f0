// The run before, which is laid under the one that is watched.
// Usage: const ghost = comparable(before, job) ? before : null

/** Two runs of one model and data can be laid over each other. */
export function comparable(before, job) {
  const key = ({ specification: { model, data } }) => JSON.stringify([model.expression ?? model.layers, data]);
  return before?.points > 0 && key(before) === key(job);
}
