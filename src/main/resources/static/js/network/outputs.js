// What a model says for some rows: of each output all rows side by side.
// Usage: const outputs = Outputs.of([[0.1, 0.9], [0.8, 0.2]]); outputs.list(1) → [0.8, 0.2]; outputs.at(1, 0) → 0.9

export class Outputs {
  /**
   * @param {Float64Array} numbers
   * @param {number} rows
   */
  constructor(numbers, rows) {
    this.numbers = numbers;
    this.rows = rows;
    this.width = rows > 0 ? numbers.length / rows : 0;
  }

  /**
   * The same from the service's form: a number or a list of them for each row.
   *
   * @param {Api.Output[]} nested
   */
  static of(nested) {
    const lists = nested.map((output) => [output].flat(Infinity));
    const width = lists[0]?.length ?? 0;
    const numbers = new Float64Array(width * lists.length);
    for (const [row, list] of lists.entries()) {
      for (let k = 0; k < width; k++) {
        numbers[k * lists.length + row] = Number(list[k]);
      }
    }
    return new Outputs(numbers, lists.length);
  }

  get isFinite() {
    return this.numbers.every(Number.isFinite);
  }

  /**
   * @param {number} output
   * @param {number} row
   */
  at(output, row) {
    return this.numbers[output * this.rows + row];
  }

  /** @param {number} row */
  list(row) {
    return Array.from({ length: this.width }, (_, output) => this.at(output, row));
  }

  /** The output that is greatest for a row. */
  likeliest(/** @type {number} */ row) {
    let best = 0;
    for (let output = 1; output < this.width; output++) {
      if (this.at(output, row) > this.at(best, row)) {
        best = output;
      }
    }
    return best;
  }
}
