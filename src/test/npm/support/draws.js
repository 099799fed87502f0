// fast-check, with the same draws in every build; DRAWS=5000 SEED=7 tries more of them, and others.
// Usage: import fc from '../support/draws.js'
import fc from 'fast-check';

fc.configureGlobal({ numRuns: Number(process.env.DRAWS ?? 100), seed: Number(process.env.SEED ?? 0) });

export default fc;
