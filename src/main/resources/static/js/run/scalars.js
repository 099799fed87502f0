// The numbers in a parameter, each by its name: w, 0.weight[1][0]; of a large one its summary: 0.weight norm.
// Usage: for (const [name, value] of scalars('w', [1, 2])) …;  for (const [name, values] of columns('w', column)) …

/**
 * @param {string} name
 * @param {Api.Tensor} value
 * @returns {Generator<[string, Api.Finite]>}
 */
export function* scalars(name, value) {
  if (typeof value === 'number' || value === null) {
    yield [name, value];
  } else if (Array.isArray(value)) {
    for (const [i, inner] of value.entries()) {
      yield* scalars(`${name}[${i}]`, inner);
    }
  } else {
    for (const [key, inner] of Object.entries(value)) {
      yield [`${name} ${key}`, inner];
    }
  }
}

/**
 * The same for a column, which has a value for each point, or is an object of columns.
 *
 * @param {string} name
 * @param {Api.Column} column
 * @returns {Generator<[string, Api.Finite[]]>}
 */
export function* columns(name, column) {
  if (!Array.isArray(column)) {
    for (const [key, values] of Object.entries(column)) {
      yield [`${name} ${key}`, values];
    }
    return;
  }
  const found = new Map();
  for (const value of column) {
    for (const [scalar, number] of scalars(name, value)) {
      if (!found.has(scalar)) {
        found.set(scalar, []);
      }
      found.get(scalar).push(number);
    }
  }
  yield* found;
}
