// The assignments: for a teacher with how many have solved each, for a student with the one that comes next.
// Usage: section.replaceChildren(assignmentList(shown, student))
import { h } from '../page/element.js';

/**
 * @param {Api.Class} shown
 * @param {Api.Student | null} student whose own page it is; null on the teacher's wall
 */
export function assignmentList({ assignments, students }, student) {
  if (assignments.length === 0) {
    return h('p', {}, 'There are no assignments.');
  }
  return h(
    'ol',
    { class: 'assignments' },
    assignments.map(({ id, title, task, solvedBy }) =>
      h(
        'li',
        { 'aria-current': student?.next === id && 'step' },
        h('a', { href: `/#lesson=${encodeURIComponent(id)}` }, title),
        h('span', {}, student ? mine(student, id) : `${solvedBy} of ${students.length}`),
        h('span', { class: 'task' }, task),
      ),
    ),
  );
}

/**
 * @param {Api.Student} student
 * @param {string} id
 */
function mine({ solved, next }, id) {
  return solved.includes(id) ? 'solved' : next === id ? 'next' : '';
}
