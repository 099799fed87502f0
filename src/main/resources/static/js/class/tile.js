// A student's tile: the newest run with its curve, what was wrong with it, and the solved assignments.
// Usage: const tile = new Tile(); list.append(tile.element); tile.show(student, name, assignments)
import { h, svg } from '../page/element.js';
import { number } from '../page/format.js';
import { linkTo } from '../state/session.js';
import { inWords } from './findings.js';

const [WIDTH, HEIGHT, EDGE] = [100, 34, 3];

export class Tile {
  #shown = '';
  element = h('li', { class: 'student' });

  /**
   * @param {Api.Student} student
   * @param {string} name as it is to be shown
   * @param {{id: string, title: string}[]} assignments
   */
  show(student, name, assignments) {
    const key = JSON.stringify([student, name]);
    if (key === this.#shown) {
      return;
    }
    this.#shown = key;
    const { run, solved } = student;
    this.element.classList.toggle('wrong', (run?.findings.length ?? 0) > 0);
    this.element.replaceChildren(
      h('h2', {}, name),
      run ? curve(run.curve) : h('p', {}, 'No run yet.'),
      ...(run ? this.#words(run) : []),
      h(
        'div',
        { class: 'solved', role: 'img', 'aria-label': `${solved.length} of ${assignments.length} assignments solved` },
        assignments.map(({ id, title }) => h('span', { class: solved.includes(id) && 'done', title })),
      ),
    );
  }

  /** @param {Api.StudentRun} run */
  #words(run) {
    const loss = run.loss === null ? 'not finite' : number(run.loss);
    return [
      h('p', {}, `${run.outcome ?? run.status}, step ${run.step} of ${run.steps}, loss ${run.step === 0 ? '–' : loss}`),
      ...run.findings.map((code) => h('p', { class: 'finding' }, inWords(code))),
      h('button', { type: 'button', class: 'quiet', onclick: () => open(run.id) }, run.name ?? 'Open the run'),
    ];
  }
}

/**
 * Opens the page with a student's specification, which gives the same run again.
 *
 * @param {string} id
 */
async function open(id) {
  const answer = await fetch(`/jobs/${id}`);
  if (answer.ok) {
    const { specification } = await answer.json();
    const link = new URL(linkTo(specification));
    location.assign(`/${link.hash}`);
  }
}

/** @param {(number | null)[]} losses */
function curve(losses) {
  const finite = losses.filter((loss) => loss !== null);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const place = (/** @type {number} */ loss) =>
    HEIGHT - EDGE - ((loss - least) / (most - least || 1)) * (HEIGHT - 2 * EDGE);
  const points = losses
    .map((loss, i) =>
      loss === null ? '' : `${(i / Math.max(1, losses.length - 1)) * WIDTH},${place(loss).toFixed(2)}`,
    )
    .filter(Boolean)
    .join(' ');
  return svg(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': 'Loss over the steps',
    },
    svg('polyline', { points }),
  );
}
