// What the tests of the page draw at random.
// Usage: fc.assert(fc.property(object, (value) => …))
import fc from './draws.js';

/** The keys of JSON: also those that every object of JavaScript has. */
const key = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'a/b', 'm~n', 'größe', ''),
);

const entries = (value) =>
  fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 5 }).map(Object.fromEntries);

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    fc.array(tie('tree'), { maxLength: 5 }),
    entries(tie('tree')),
  ),
}));

/** Any JSON. */
export const json = tree.map((value) => JSON.parse(JSON.stringify(value)));

/** Any object of JSON. */
export const object = entries(tree).map((value) => JSON.parse(JSON.stringify(value)));

/** A name that stands in a JSON pointer. */
export const name = key;
