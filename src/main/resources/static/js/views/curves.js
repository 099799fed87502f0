// Curves: the loss, and the weights or their gradients, over the steps.
// Usage: views.append(new Curves(store).element)
import { h } from '../page/element.js';
import { color } from '../page/theme.js';
import { number } from '../page/format.js';
import { Chart } from './chart.js';
import { along, stepAt, union } from './series.js';
import { trueValues } from './true-values.js';
import { empty, frame } from './view.js';

const MOST_LINES = 24;
const COLORS = 8;

export class Curves {
  #store;
  #log = h('input', { type: 'checkbox', id: 'log', onchange: () => this.#draw() });
  #what = h('select', { id: 'what', 'aria-label': 'Second chart', onchange: () => this.#draw() },
    h('option', { value: 'weights' }, 'weights'), h('option', { value: 'gradients' }, 'gradients'));
  #lossPlace = h('div', { class: 'chart', role: 'img' });
  #linesPlace = h('div', { class: 'chart', role: 'img' });
  #lossLegend = h('h3', { class: 'legend' });
  #legend = h('p', { class: 'legend' });
  #frame;
  #loss;
  #lines;

  constructor(store) {
    this.#store = store;
    this.#frame = frame('curves', 'The curves', [h('label', { class: 'inline' }, this.#log, ' log axis'), this.#what]);
    this.element = this.#frame.element;
    const playhead = () => (store.state.run ? stepAt(store.state.run, store.state.position) : null);
    this.#loss = new Chart(this.#lossPlace, { log: () => this.#log.checked, playhead });
    this.#lines = new Chart(this.#linesPlace, { log: () => this.#log.checked && this.#what.value === 'gradients', playhead });
    store.subscribe((state, changed) => {
      if (changed.has('theme')) {
        this.#loss.forget();
        this.#lines.forget();
      }
      if (['run', 'points', 'ghost', 'theme'].some((key) => changed.has(key))) {
        this.#draw();
      } else if (changed.has('position')) {
        this.#loss.move();
        this.#lines.move();
      }
      this.#describe(state);
    });
  }

  #draw() {
    const { run, ghost, lesson } = this.#store.state;
    if (!run || run.points === 0) {
      empty(this.#frame.body, 'Press Train: the loss and the weights will be drawn here as they come.');
      this.#frame.say('');
      return;
    }
    if (!this.#lossPlace.isConnected) {
      this.#frame.body.replaceChildren(h('figure', {}, h('figcaption', {}, this.#lossLegend), this.#lossPlace), h('figure', {}, h('figcaption', {}, this.#legend), this.#linesPlace));
    }
    this.#drawLoss(run, ghost);
    this.#drawLines(run, ghost, lesson);
  }

  #drawLoss(run, ghost) {
    const steps = union(union(run.steps, run.held.steps), ghost?.steps ?? []);
    const held = run.held.steps.length > 0;
    this.#loss.show(steps, [
      ...(ghost ? [{ name: 'before', values: along(steps, ghost.steps, ghost.losses), color: color('ghost'), dash: [5, 5] }] : []),
      ...(held ? [{ name: 'test loss', values: along(steps, run.held.steps, run.held.losses), color: color('line-2') }] : []),
      { name: 'loss', values: along(steps, run.steps, run.losses), color: color('line-1'), width: 2.5 },
    ]);
    this.#lossLegend.replaceChildren(h('span', { class: 'key key-1' }, 'loss'), held ? h('span', { class: 'key key-2' }, 'loss over the rows held back') : '');
  }

  #drawLines(run, ghost, lesson) {
    const weights = this.#what.value === 'weights';
    const of = (one) => (weights ? { x: [0, ...one.steps], all: one.weights } : { x: one.steps, all: one.gradients });
    const now = of(run);
    const before = ghost && of(ghost);
    const x = union(now.x, before?.x ?? []);
    const names = run.shownWeights.filter((name) => now.all.has(name)).slice(0, MOST_LINES);
    const shade = (i) => color(`line-${i % COLORS + 1}`);
    const known = weights ? trueValues(lesson, run) : new Map();
    this.#lines.show(x, [
      ...names.flatMap((name, i) => (known.has(name) ? [{ name: `true ${name}`, values: x.map(() => known.get(name)), color: shade(i), dash: [2, 5], width: 1.5 }] : [])),
      ...(before ? names.filter((name) => before.all.has(name)).map((name, i) => ({ name, values: along(x, before.x, before.all.get(name)), color: color('ghost'), dash: [4, 6], width: 1.5 })) : []),
      ...names.map((name, i) => ({ name, values: along(x, now.x, now.all.get(name)), color: shade(i) })),
    ]);
    const shown = names.slice(0, COLORS).map((name, i) => h('span', { class: `key key-${i % COLORS + 1}` }, name));
    this.#legend.replaceChildren(...shown, names.length > COLORS ? `and ${names.length - COLORS} more` : '', known.size > 0 ? 'dotted: the true value' : '');
  }

  #describe({ run, position, playing }) {
    if (run && run.points > 0 && !playing) {
      const now = position < 1 ? 'Before the first step' : `At step ${run.step(position)} the loss is ${number(run.loss(position))}`;
      this.#lossPlace.setAttribute('aria-label', `Loss over ${run.points} points, from ${number(run.losses[0])} to ${number(run.losses.at(-1))}`);
      this.#linesPlace.setAttribute('aria-label', `${this.#what.value} over the steps: ${run.shownWeights.slice(0, 5).map((name) => `${name} ${number(run.weight(name, position))}`).join(', ')}`);
      this.#frame.say(`${now}; it began at ${number(run.losses[0])} and came to ${number(run.losses.at(-1))}.`);
    } else if (playing) {
      this.#frame.say('');
    }
  }
}
