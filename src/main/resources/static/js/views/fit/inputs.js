// The rows of a job as points, whether its inputs are columns of numbers or one column of vectors.
// Usage: const inputs = inputsOf(data); inputs.width; inputs.training[0] → {x: [1, 2], y: 0, ys: [0]};
//        inputs.columns([[1, 2]]) → {x1: [1], x2: [2]}

/**
 * @typedef {{x: number[], y: number, ys: number[], number: number}} Point a row: its inputs, its target as a number and
 *   as a list, and its number in the data
 * @typedef {ReturnType<typeof inputsOf>} Inputs
 * @param {Api.JobData} data
 */
export function inputsOf({ inputs, features, target, classes, training, test, standardization }) {
  const first = training.columns;
  const widths = inputs.map((name) => [first[name][0]].flat().length);
  // With features the rows stand as they were given, and the features alone are standardized.
  const scales = features ? undefined : standardization;
  const means = inputs.flatMap((name, i) => scales?.[name].mean ?? Array(widths[i]).fill(0));
  const deviations = inputs.flatMap((name, i) => scales?.[name].deviation ?? Array(widths[i]).fill(1));

  /**
   * The inputs as they were before they were standardized: so they are drawn, and so predictions take them.
   *
   * @param {number[]} row
   */
  const given = (row) => row.map((value, i) => value * deviations[i] + means[i]);
  /** @type {(rows: Api.Rows | null) => Point[]} */
  const points = (rows) =>
    rows
      ? rows.columns[target].map((y, i) => ({
          x: given(inputs.flatMap((name) => rows.columns[name][i])),
          y: [y].flat()[0],
          ys: [y].flat(),
          number: rows.rows?.[i] ?? i,
        }))
      : [];

  /**
   * The columns that a request for predictions has.
   *
   * @param {number[][]} rows
   * @returns {Record<string, Api.Output[]>}
   */
  function columns(rows) {
    let from = 0;
    return Object.fromEntries(
      inputs.map((name, i) => {
        const [start, width] = [from, widths[i]];
        from += width;
        const vector = Array.isArray(first[name][0]);
        return [name, rows.map((row) => (vector ? row.slice(start, start + width) : row[start]))];
      }),
    );
  }

  /**
   * The inputs as the model sees them: of each all rows, side by side.
   *
   * @param {number[][]} rows
   */
  function standardized(rows) {
    const all = new Float64Array(means.length * rows.length);
    for (const [i, row] of rows.entries()) {
      for (let k = 0; k < means.length; k++) {
        all[k * rows.length + i] = (row[k] - means[k]) / deviations[k];
      }
    }
    return all;
  }

  const width = widths.reduce((sum, one) => sum + one, 0);
  const names = width === inputs.length ? inputs : Array.from({ length: width }, (_, i) => `${inputs[0]}[${i}]`);
  return {
    width,
    names,
    target,
    classes,
    columns,
    standardized,
    training: points(training),
    trainingCount: training.count,
    test: points(test),
    testCount: test?.count ?? 0,
  };
}

/**
 * The least and the greatest, with a little room.
 *
 * @param {number[]} values
 * @param {number} [room]
 * @returns {[low: number, high: number]}
 */
export function range(values, room = 0.12) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const gap = (high - low || Math.abs(high) || 1) * room;
  return [low - gap, high + gap];
}
