// Why a specification is not trained, in words.
// Usage: whyNotYet(error) → 'The queue is full: others are training too.'; whyNot(error) → '/steps: -3 is less than 1'
import { Problem } from '../api/http.js';

/** @param {unknown} error */
export function whyNotYet(error) {
  if (!(error instanceof Problem)) {
    return 'The server does not answer.';
  }
  return error.type === '/problems/queue-full' ? 'The queue is full: others are training too.' : `${error.title}.`;
}

/** @param {Error} error */
export function whyNot(error) {
  const faults = error instanceof Problem ? error.errors : [];
  return faults.length > 0
    ? faults.map(({ pointer, message }) => `${pointer || 'specification'}: ${message}`).join('; ')
    : error.message;
}
