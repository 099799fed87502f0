// Where the run stands, in numbers: each is a data element with its exact value.
// Usage: const readout = new Readout(); place.append(readout.element); readout.show(state)
import { h } from '../page/element.js';
import { count, exact, number } from '../page/format.js';

const MOST = 4;

export class Readout {
  #numbers = h('dl', { class: 'numbers' });
  #status = h('p', { id: 'status', class: 'status', role: 'status' });
  #shown = null;
  element = h('div', { class: 'readout' }, this.#numbers, this.#status);

  show({ run, ghost, position }) {
    const key = run && `${run.id} ${Math.floor(position)} ${run.points > 0} ${ghost?.id}`;
    if (key !== this.#shown) {
      this.#shown = key;
      this.#numbers.replaceChildren(...(run ? this.#entries(run, Math.floor(position)) : []));
    }
    const says = run ? sentence(run, ghost) : 'Nothing has been trained yet.';
    if (says !== this.#status.textContent) {
      this.#status.textContent = says;
    }
  }

  #entries(run, position) {
    const entry = (name, value, kind = '') => h('div', { class: kind, 'data-name': name }, h('dt', {}, name), h('dd', {}, value));
    const weights = run.shownWeights.slice(0, MOST).map((name) => entry(name, exact(run.weight(name, position)), 'weight'));
    const more = run.shownWeights.length - MOST;
    return [
      entry('step', [exact(run.step(position), 0), h('span', { class: 'of' }, ` of ${run.specification.steps?.toLocaleString('en')}`)]),
      entry('loss', exact(run.loss(position))),
      run.held.steps.length > 0 && entry('test loss', exact(run.held.at(run.step(position)))),
      ...weights,
      more > 0 && h('div', { class: 'more' }, h('dt', {}, 'and'), h('dd', {}, count(more, 'more weight'))),
    ].filter(Boolean);
  }
}

const ENDS = { completed: 'Done', converged: 'Done: the loss is as low as was asked', stoppedEarly: 'Stopped early: no better for a while', timedOut: 'Out of time', cancelled: 'Stopped' };

function sentence(run, ghost) {
  const before = ghost ? ` The dashed ghost is the run before, with learning rate ${ghost.rate}.` : '';
  if (!run.ended) {
    return (run.status === 'queued' ? 'Waiting in the queue…' : 'Training…') + before;
  }
  const { outcome, result, error } = run.job;
  if (!result) {
    return `${run.job.status === 'failed' ? 'The run failed' : 'Stopped'}${error ? `: ${error}` : ''}.${before}`;
  }
  if (outcome === 'diverged') {
    return `The run diverged: after step ${run.steps.at(-1) ?? 0} a number left what a computer can hold. A smaller learning rate would tame it.${before}`;
  }
  const metrics = Object.entries(result.metrics).map(([name, value]) => `, ${name.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)} ${number(value, 3)}`).join('');
  return `${ENDS[outcome] ?? outcome}. Final loss ${number(result.finalLoss)}${metrics}, in ${number(result.durationMillis, 1)} ms.${before}`;
}
