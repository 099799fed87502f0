// Over which weights the loss can be shown: what a choice asks for, and what it is called.
// Usage: axisChoices(run) → [['', 'both weights'], ['w', 'w'], ['b', 'b']]

const MOST = 12;

export function axisChoices(run) {
  const names = run.shownWeights.filter((name) => !name.includes(' ')).slice(0, MOST);
  const pairs = names.length > 2 ? names.slice(1).map((name) => `${names[0]} ${name}`) : [];
  const first = names.length === 1 ? names[0] : names.length === 2 ? 'both weights' : 'random directions';
  const others = names.length < 2 ? [] : [...names, ...pairs];
  return [['', first], ...others.map((value) => [value, value.replace(' ', ' and ')])];
}
