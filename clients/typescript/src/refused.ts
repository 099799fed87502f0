// What a request is refused with.
// Usage: catch (refused) { if (refused instanceof Refused) console.log(refused.problem.detail); }
import type { components } from './schema.js';

export class Refused extends Error {
  /** @param problem the problem of RFC 9457 that the service answered */
  constructor(
    readonly status: number,
    readonly problem: components['schemas']['Problem'],
  ) {
    super(problem.detail ?? problem.title ?? `the service answered ${status}`);
    this.name = 'Refused';
  }
}
