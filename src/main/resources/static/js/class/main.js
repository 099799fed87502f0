// The wall: follows the class, and draws it whenever something has changed.
// Usage: <script type="module" src="/js/class/main.js"></script>
import { themeButton } from '../page/theme.js';
import { assignmentList } from './assignments.js';
import { findingList } from './findings.js';
import { Tile } from './tile.js';

const [state, assignments, findings, students] = ['state', 'assignments', 'findings', 'students'].map(part);
const hide = /** @type {HTMLInputElement} */ (part('hide-names'));
/** @type {Map<string, Tile>} */
const tiles = new Map();
/** @type {Api.Class | null} */
let shown = null;

/** @param {string} id */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {number} index */
function nameless(index) {
  return `Student ${index + 1}`;
}

function draw() {
  if (!shown) {
    return;
  }
  const alone = shown.students.length === 1;
  part('names-choice').hidden = alone;
  part('results').hidden = alone;
  const working = shown.students.filter(({ run }) => run?.status === 'running' || run?.status === 'queued').length;
  state.textContent = alone
    ? `This is your work, ${shown.students[0].name}.`
    : `${shown.students.length} students, ${shown.students.filter(({ run }) => run).length} have trained, ${working} train now.`;
  const names = new Map(shown.students.map(({ name }, i) => [name, hide.checked ? nameless(i) : name]));
  assignments.replaceChildren(assignmentList(shown, alone ? shown.students[0] : null));
  findings.replaceChildren(findingList(shown, names));
  for (const student of shown.students) {
    let tile = tiles.get(student.name);
    if (!tile) {
      tile = new Tile();
      tiles.set(student.name, tile);
      students.append(tile.element);
    }
    tile.show(student, names.get(student.name) ?? '', shown.assignments);
  }
}

async function follow() {
  const answer = await fetch('/class/students');
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({ detail: answer.statusText }));
    state.textContent = `There is nothing to see: ${problem.detail}.`;
    return;
  }
  const source = new EventSource('/class/events');
  source.addEventListener('class', (event) => {
    shown = JSON.parse(event.data);
    draw();
  });
  source.onerror = () => {
    state.textContent = 'The connection broke. Trying again …';
  };
}

hide.addEventListener('change', draw);
themeButton(part('theme'), draw);
follow();
