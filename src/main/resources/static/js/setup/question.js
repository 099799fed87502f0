// The question of a lesson: the reader predicts, then the lesson says what happens.
// Usage: const block = questionBlock(lesson.question, given, (choice) => …); given is undefined until there is an answer
import { h } from '../page/element.js';

/**
 * @param {NonNullable<Api.Lesson['question']>} question
 * @param {number | undefined} given the number of a choice, from 1; 0 where the reader only wants to see
 * @param {(choice: number) => unknown} answer
 */
export function questionBlock({ text, choices, answer: right, because }, given, answer) {
  if (given === undefined) {
    return h(
      'section',
      { class: 'question', 'aria-label': 'Your prediction' },
      h('p', {}, h('strong', {}, 'Predict: '), text),
      h(
        'div',
        { class: 'choices', role: 'group', 'aria-label': 'Answers' },
        choices.map((choice, i) =>
          h('button', { type: 'button', class: 'chip', onclick: () => answer(i + 1) }, choice),
        ),
        h('button', { type: 'button', class: 'chip plain', onclick: () => answer(0) }, 'Just show me'),
      ),
    );
  }
  const verdict = given === 0 ? 'Answer: ' : given === right ? 'Right: ' : `Not “${choices[given - 1]}”. `;
  return h(
    'section',
    { class: 'question answered', tabindex: -1, id: 'answer', 'aria-label': 'Your prediction' },
    h('p', {}, h('strong', {}, 'Predict: '), text),
    h('p', {}, h('strong', {}, verdict), `“${choices[right - 1]}”, because ${because}`),
  );
}
