// The table of own data: cells as in a spreadsheet, for keyboard, paste and mouse. A hundred rows are shown at a time.
// Usage: const table = new DataTable((next) => …, { rename: (from, to) => … }); table.show({names, rows, target});
//        table.mark(problems, testRows)
import { h } from '../../page/element.js';
import { readTable } from './table-text.js';

/**
 * @import { CellProblem, Table } from './own-table.js'
 * @typedef {{changed: (table: Table) => unknown, renamed: (from: string, to: string, table: Table) => unknown,
 *   replaced: (table: Table) => unknown}} TableEvents
 */

/** Rows that are shown at a time. */
const WINDOW = 100;

export class DataTable {
  element = h('div', { class: 'own-table' });
  /** @type {Table} */
  #table = { names: [], rows: [], target: 'y' };
  #first = 0;
  #on;
  #grid = h('div', { class: 'grid' });
  #pager = h('div', { class: 'pager' });
  #says = h('p', { class: 'says', id: 'own-data-says', role: 'status' });
  #notes = h('p', { class: 'notes', role: 'status' });
  /** @type {HTMLInputElement[][]} the cells that are shown, with the names of the columns first */
  #cells = [];
  /** The text of the last paste, to read it in another way. */
  #pasted = '';

  /** @param {TableEvents} on */
  constructor(on) {
    this.#on = on;
    const file = h('input', {
      type: 'file',
      class: 'hidden',
      tabindex: -1,
      accept: '.csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values',
      'aria-label': 'A file with own data',
      onchange: () => {
        this.#file(file.files?.[0]);
        file.value = '';
      },
    });
    this.element.append(
      h(
        'div',
        { class: 'row-of-buttons' },
        h('button', { type: 'button', onclick: () => this.#addRow() }, '+ row'),
        h('button', { type: 'button', onclick: () => this.#addColumn() }, '+ column'),
        h(
          'button',
          { type: 'button', onclick: () => this.#paste(), title: 'cells copied from a spreadsheet' },
          'Paste',
        ),
        h(
          'button',
          { type: 'button', onclick: () => file.click(), title: 'CSV or TSV; a file can be dropped too' },
          'File…',
        ),
        file,
      ),
      this.#grid,
      this.#pager,
      this.#notes,
      this.#says,
    );
    this.#grid.addEventListener('keydown', (event) => this.#keys(event));
    this.#grid.addEventListener('paste', (event) => this.#pasteInto(event));
    this.#grid.addEventListener(
      'focusin',
      (event) => event.target instanceof HTMLInputElement && event.target.select(),
    );
    this.element.addEventListener('dragover', (event) => event.preventDefault());
    this.element.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#file(event.dataTransfer?.files[0]);
    });
  }

  /** @param {Table} table */
  show(table) {
    const before = this.#table;
    this.#table = table;
    const alike =
      this.#cells.length > 0 &&
      table.target === before.target &&
      table.rows.length === before.rows.length &&
      table.names.join('\n') === before.names.join('\n');
    if (alike) {
      this.#refresh(before);
    } else {
      this.#draw();
    }
  }

  /**
   * Puts the texts that changed into their cells; a text that is being typed stays.
   *
   * @param {Table} before
   */
  #refresh(before) {
    this.#cells.slice(1).forEach((inputs, i) => {
      inputs.forEach((input, column) => {
        const text = this.#table.rows[this.#first + i][column];
        if (text !== before.rows[this.#first + i][column]) {
          input.value = text;
        }
      });
    });
  }

  #draw() {
    const focused = document.activeElement?.id ?? '';
    const { names, rows, target } = this.#table;
    this.#first = Math.min(this.#first, Math.max(0, Math.floor((rows.length - 1) / WINDOW) * WINDOW));
    const shown = rows.slice(this.#first, this.#first + WINDOW);
    const heads = names.map((name, column) => this.#head(name, column, name === target));
    this.#cells = [heads.map(({ input }) => input)];
    const body = shown.map((row, i) => this.#row(row, this.#first + i));
    this.#grid.replaceChildren(
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', {}, h('span', { class: 'hidden' }, 'Row')),
            heads.map(({ cell }) => cell),
          ),
        ),
        h('tbody', {}, body),
      ),
    );
    this.#drawPager();
    if (focused.startsWith('cell-')) {
      document.getElementById(focused)?.focus();
    }
  }

  /**
   * @param {string} name
   * @param {number} column
   * @param {boolean} isTarget
   */
  #head(name, column, isTarget) {
    const input = h('input', {
      id: `cell-name-${column}`,
      value: name,
      'aria-label': `Name of column ${column + 1}`,
      title: isTarget ? 'the target: the model learns to predict it' : undefined,
      spellcheck: 'false',
      onchange: (event) => this.#rename(column, event.target.value.trim()),
    });
    const remove = h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        tabindex: -1,
        'aria-label': `Remove column ${name}`,
        onclick: () => this.#removeColumn(column),
      },
      '×',
    );
    const cell = h('th', { scope: 'col', class: isTarget ? 'target' : '' }, h('div', {}, input, remove));
    return { cell, input };
  }

  /**
   * @param {string[]} row
   * @param {number} i
   */
  #row(row, i) {
    const inputs = row.map((cell, column) => {
      const input = h('input', {
        id: `cell-${i}-${column}`,
        value: cell,
        inputmode: 'text',
        autocomplete: 'off',
        spellcheck: 'false',
        'aria-label': `${this.#table.names[column]}, row ${i + 1}`,
        onchange: (event) => this.#put(i, column, event.target.value.trim()),
      });
      return input;
    });
    this.#cells.push(inputs);
    const remove = h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        tabindex: -1,
        'aria-label': `Remove row ${i + 1}`,
        onclick: () => this.#removeRow(i),
      },
      '×',
    );
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, String(i + 1)),
      inputs.map((input) => h('td', {}, input)),
      h('td', { class: 'end' }, remove),
    );
  }

  #drawPager() {
    const { rows } = this.#table;
    const last = Math.min(rows.length, this.#first + WINDOW);
    /** @type {(label: string, to: number, off: boolean) => HTMLElement} */
    const go = (label, to, off) =>
      h(
        'button',
        {
          type: 'button',
          'aria-label': label === '‹' ? 'Earlier rows' : 'Later rows',
          'aria-disabled': String(off),
          onclick: () => {
            if (!off) {
              this.#first = to;
              this.#draw();
              this.#on.changed(this.#table);
            }
          },
        },
        label,
      );
    const total = rows.length.toLocaleString('en');
    this.#pager.replaceChildren(
      ...(rows.length > WINDOW
        ? [
            go('‹', this.#first - WINDOW, this.#first === 0),
            h('span', {}, `Rows ${this.#first + 1} to ${last} of ${total}`),
            go('›', this.#first + WINDOW, last === rows.length),
          ]
        : []),
    );
  }

  /**
   * Marks the cells that have a problem, and the test rows.
   *
   * @param {CellProblem[]} problems
   * @param {Set<number>} [testRows]
   */
  mark(problems, testRows = new Set()) {
    for (const input of this.#cells.flat()) {
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-describedby');
    }
    for (const { row, column } of problems) {
      const input = (row < 0 ? this.#cells[0] : this.#cells[row - this.#first + 1])?.[column];
      input?.setAttribute('aria-invalid', 'true');
      input?.setAttribute('aria-describedby', 'own-data-says');
    }
    const more = problems.length > 3 ? ` And ${problems.length - 3} more.` : '';
    const text =
      problems
        .slice(0, 3)
        .map(({ message }) => message)
        .join(' ') + more;
    if (this.#says.textContent !== text) {
      this.#says.textContent = text;
    }
    this.#cells.slice(1).forEach((inputs, i) => {
      const row = inputs[0]?.closest('tr');
      row?.classList.toggle('test', testRows.has(this.#first + i));
    });
    this.#grid.title = testRows.size > 0 ? 'shaded rows are test rows' : '';
  }

  /** @param {Table} table */
  #change(table) {
    this.#table = table;
    this.#on.changed(table);
  }

  /**
   * @param {number} i
   * @param {number} column
   * @param {string} text
   */
  #put(i, column, text) {
    if (this.#table.rows[i]?.[column] === text) {
      return;
    }
    const rows = this.#table.rows.map((row, at) =>
      at === i ? row.map((cell, c) => (c === column ? text : cell)) : row,
    );
    this.#change({ ...this.#table, rows });
  }

  #addRow(at = this.#table.rows.length) {
    const { names, rows } = this.#table;
    this.#first = Math.floor(at / WINDOW) * WINDOW;
    this.#change({ ...this.#table, rows: [...rows.slice(0, at), names.map(() => ''), ...rows.slice(at)] });
    this.#draw();
    document.getElementById(`cell-${at}-0`)?.focus();
  }

  /** @param {number} i */
  #removeRow(i) {
    this.#change({ ...this.#table, rows: this.#table.rows.filter((_, at) => at !== i) });
    this.#draw();
    this.#focus(Math.min(i, this.#table.rows.length - 1), 0);
  }

  #addColumn() {
    const { names, rows } = this.#table;
    const free = ['x', 'x1', 'x2', 'x3', 'x4', 'x5'].find((name) => !names.includes(name)) ?? `c${names.length + 1}`;
    const at = Math.max(0, names.indexOf(this.#table.target));
    this.#change({
      ...this.#table,
      names: [...names.slice(0, at), free, ...names.slice(at)],
      rows: rows.map((row) => [...row.slice(0, at), '', ...row.slice(at)]),
    });
    this.#draw();
    this.#focus(-1, at);
  }

  /** @param {number} column */
  #removeColumn(column) {
    const { names, rows, target } = this.#table;
    if (names.length < 2) {
      return;
    }
    const left = names.filter((_, c) => c !== column);
    this.#on.replaced({
      names: left,
      rows: rows.map((row) => row.filter((_, c) => c !== column)),
      target: left.includes(target) ? target : left[left.length - 1],
    });
  }

  /**
   * @param {number} column
   * @param {string} name
   */
  #rename(column, name) {
    const before = this.#table.names[column];
    if (before === name) {
      return;
    }
    const names = this.#table.names.map((one, c) => (c === column ? name : one));
    const target = this.#table.target === before ? name : this.#table.target;
    this.#on.renamed(before, name, { ...this.#table, names, target });
  }

  /**
   * @param {number} row -1 for the names
   * @param {number} column
   */
  #focus(row, column) {
    if (row >= 0 && (row < this.#first || row >= this.#first + WINDOW)) {
      this.#first = Math.floor(row / WINDOW) * WINDOW;
      this.#draw();
      this.#on.changed(this.#table);
    }
    document.getElementById(row < 0 ? `cell-name-${column}` : `cell-${row}-${column}`)?.focus();
  }

  /** @param {KeyboardEvent} event */
  #keys(event) {
    const input = event.target;
    const [, place, column] = /^cell-(\w+)-(\d+)$/.exec(/** @type {HTMLElement} */ (input).id) ?? [];
    if (!(input instanceof HTMLInputElement) || place === undefined) {
      return;
    }
    const row = place === 'name' ? -1 : Number(place);
    const at = Number(column);
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    /** @type {Record<string, (() => unknown) | false>} */
    const keys = {
      Enter: () => (event.shiftKey ? this.#move(row - 1, at) : this.#move(row + 1, at, true)),
      ArrowDown: () => this.#move(row + 1, at),
      ArrowUp: () => this.#move(row - 1, at),
      ArrowLeft: (whole || input.selectionEnd === 0) && (() => this.#move(row, at - 1)),
      ArrowRight: (whole || input.selectionStart === input.value.length) && (() => this.#move(row, at + 1)),
      Delete: event.ctrlKey && row >= 0 && (() => this.#removeRow(row)),
      Backspace: event.ctrlKey && row >= 0 && (() => this.#removeRow(row)),
    };
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  /**
   * Goes to a cell; Enter in the last row adds one.
   *
   * @param {number} row
   * @param {number} column
   * @param {boolean} [adds]
   */
  #move(row, column, adds = false) {
    const { names, rows } = this.#table;
    if (row >= -1 && row < rows.length && column >= 0 && column < names.length) {
      this.#focus(row, column);
    } else if (adds && row === rows.length) {
      const active = document.activeElement;
      if (active instanceof HTMLElement) {
        active.blur();
      }
      this.#addRow();
      this.#focus(row, column);
    }
  }

  async #paste() {
    try {
      this.#replace(await navigator.clipboard.readText());
    } catch {
      this.#note('The browser does not let the page read the clipboard. Click into a cell and press Ctrl+V.');
    }
  }

  /** @param {File | undefined} file */
  async #file(file) {
    if (file) {
      this.#replace(await file.text());
    }
  }

  /** @param {ClipboardEvent} event */
  #pasteInto(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\t\n]/.test(text.trim())) {
      return;
    }
    event.preventDefault();
    const [, place, column] = /^cell-(\w+)-(\d+)$/.exec(/** @type {HTMLElement} */ (event.target).id) ?? [];
    const table = readTable(text);
    const wide = (table.rows[0]?.length ?? 0) > 1;
    const top = place === 'name' || place === '0';
    if (wide && (table.names || (top && column === '0'))) {
      this.#replace(text);
    } else {
      this.#fill(table, place === 'name' ? 0 : Number(place ?? 0), Number(column ?? 0));
    }
  }

  /**
   * Puts pasted cells from a cell on, downwards and to the right.
   *
   * @param {import('./table-text.js').TextTable} pasted
   * @param {number} from
   * @param {number} left
   */
  #fill(pasted, from, left) {
    const { names, rows, target } = this.#table;
    const width = Math.max(names.length, left + (pasted.rows[0]?.length ?? 0));
    const height = Math.max(rows.length, from + pasted.rows.length);
    const all = Array.from({ length: width }, (_, c) => pasted.names?.[c - left] ?? names[c] ?? `c${c + 1}`);
    this.#on.replaced({
      names: all,
      rows: Array.from({ length: height }, (_, r) =>
        all.map((_name, c) => pasted.rows[r - from]?.[c - left] ?? rows[r]?.[c] ?? ''),
      ),
      target: all.includes(target) ? target : all[Math.max(0, names.indexOf(target))],
    });
    this.#tell(pasted, '');
  }

  /**
   * Replaces the whole table.
   *
   * @param {string} text
   * @param {{thousands?: boolean}} [options]
   */
  #replace(text, options) {
    const read = readTable(text, options);
    if (read.rows.length === 0) {
      this.#note('There are no cells in this text.');
      return;
    }
    const width = read.rows[0].length;
    const { names, target } = this.#table;
    const all =
      read.names ?? (names.length === width ? names : Array.from({ length: width }, (_, c) => nameAt(c, width)));
    this.#first = 0;
    this.#on.replaced({ names: all, rows: read.rows, target: all.includes(target) ? target : all[width - 1] });
    this.#tell(read, text);
  }

  /**
   * Says how a text was read, and asks where it can be read in two ways.
   *
   * @param {import('./table-text.js').TextTable} read
   * @param {string} text
   */
  #tell(read, text) {
    this.#pasted = text;
    const count = `${read.rows.length.toLocaleString('en')} ${read.rows.length === 1 ? 'row' : 'rows'}`;
    const header = read.names ? ', names from the first line' : '';
    const commas = read.decimal === ',' ? '; a comma was read as the decimal sign' : '';
    this.#note(`Read ${count}${header}${commas}. “Undo” brings the table before back.`);
    if (read.unsure && text !== '') {
      this.#notes.append(
        ' ',
        h(
          'button',
          { type: 'button', onclick: () => this.#replace(this.#pasted, { thousands: true }) },
          'Read commas as thousands',
        ),
      );
    }
  }

  /** @param {string} text */
  #note(text) {
    this.#notes.replaceChildren(text);
  }
}

/**
 * @param {number} column
 * @param {number} width
 */
function nameAt(column, width) {
  return column === width - 1 ? 'y' : width === 2 ? 'x' : `x${column + 1}`;
}
