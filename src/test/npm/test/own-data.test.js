// Own data as text and as a table.
import assert from 'node:assert/strict';
import test from 'node:test';
import { classesOf, dataOf, problems, tableOf } from '#page/setup/data/own-table.js';
import { csvOf, numberIn, readTable } from '#page/setup/data/table-text.js';
import { namesIn, nearestName, renamed } from '#page/setup/names.js';
import fc from '../support/draws.js';

test('What a spreadsheet copies is read with its names', () => {
  assert.deepEqual(readTable('height\tweight\r\n1.8\t80\r\n1.6\t55\r\n'), {
    names: ['height', 'weight'],
    rows: [
      ['1.8', '80'],
      ['1.6', '55'],
    ],
    decimal: '.',
    unsure: false,
  });
});

test('Decimal commas are numbers where another sign separates the cells', () => {
  assert.deepEqual(readTable('1,5\t2\n−2,25\t3').rows, [
    ['1.5', '2'],
    ['-2.25', '3'],
  ]);
  assert.deepEqual(readTable('a;b\n1,5;2,5').rows, [['1.5', '2.5']]);
  assert.equal(readTable('1,5\n2,5').decimal, ',');
  assert.deepEqual(readTable('1,5\n2,5').rows, [['1.5'], ['2.5']]);
});

test('Commas that could be thousands are told, and read as the reader says', () => {
  const text = 'a\tb\n1,234\t5\n2,500\t6';

  assert.equal(readTable(text).unsure, true);
  assert.deepEqual(readTable(text).rows[0], ['1.234', '5']);
  assert.deepEqual(readTable(text, { thousands: true }).rows[0], ['1234', '5']);
  assert.deepEqual(readTable('1,234.5\t2\n2,000.0\t3').rows[0], ['1234.5', '2']);
});

test('A column alone is a column', () => {
  assert.deepEqual(readTable('1\n2\n3').rows, [['1'], ['2'], ['3']]);
  assert.deepEqual(readTable('x\n1\n2').names, ['x']);
});

test('CSV is read as it was written, quotes and line ends within cells too', () => {
  const cell = fc.string({ maxLength: 8 }).map((text) => `a${text.replaceAll('\r', '')}z`);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      const read = readTable(csvOf(['n', 'm'], rows), { separator: ',', header: true });

      assert.deepEqual(read.rows, rows);
      assert.deepEqual(read.names, ['n', 'm']);
    }),
  );
});

test('Numbers are read as people type them, and nothing else is one', () => {
  assert.deepEqual(['.5', '1,5', '1e3', '−2', '+3', '1.'].map(numberIn), [0.5, 1.5, 1000, -2, 3, 1]);
  assert.deepEqual(['', 'x', '1 2', '1,2,3', '0x1', 'Infinity', '1e999'].map(numberIn), Array(7).fill(undefined));
});

test('Columns come back from a table as they were, with the settings', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 9 }),
      fc.boolean(),
      (rows, standardize) => {
        const data = { x: rows.map(([x]) => x), y: rows.map(([, y]) => y), standardize, testFraction: 0.2 };

        assert.deepEqual(dataOf(tableOf(data), data), data);
      },
    ),
  );
});

test('Vectors and other targets come back too', () => {
  const data = {
    x: [
      [1, 2],
      [3, 4],
    ],
    label: [0, 1],
    target: 'label',
    features: ['x1'],
  };

  assert.deepEqual(dataOf(tableOf(data), data), data);
});

test('A column that is called features is a column', () => {
  const data = { features: [1, 2], y: [2, 4] };

  assert.deepEqual(tableOf(data).names, ['features', 'y']);
});

test('CSV keeps its options, and its words are classes', () => {
  const data = { csv: 'a;kind\n1,5;yes\n2;no\n', separator: ';', target: 'kind', missing: 'drop' };
  const table = tableOf(data);

  assert.deepEqual(classesOf(table), ['no', 'yes']);
  assert.deepEqual(dataOf(table, data), { csv: 'a,kind\n1.5,yes\n2,no\n', target: 'kind', missing: 'drop' });
});

test('Problems stand at their cells', () => {
  const table = {
    names: ['x', 'x'],
    rows: [
      ['1', ''],
      ['a', '2'],
      ['', ''],
    ],
    target: 'x',
  };

  assert.deepEqual(
    problems(table).map(({ row, column }) => [row, column]),
    [
      [1, 0],
      [-1, 1],
      [0, 1],
    ],
  );
});

test('Names in a formula are found without its functions and numbers', () => {
  assert.deepEqual(namesIn('w * x1 + sin(x1) ** 2 + 1e3 * `a b` - max (w, θ0)'), ['w', 'x1', 'a b', 'θ0']);
  assert.equal(renamed('x * xx + x', 'x', 'a b'), '`a b` * xx + `a b`');
  assert.equal(nearestName('xx', ['x', 'y']), 'x');
  assert.equal(nearestName('wieght', ['height', 'weight']), 'weight');
  assert.equal(nearestName('q', ['weight']), undefined);
});
