// The public names of the package.
export { type Downhill, downhill, type Service } from './client.js';
export { type EventOptions, type JobEvent, jobEvents } from './events.js';
export { Refused } from './refused.js';
export type { components, paths } from './schema.js';
