// A model that suits own data after its columns have changed: a formula of columns that are there, outputs for each class.
// Usage: const next = suited({...specification, data}, catalog); knownColumns(specification, catalog) → ['x']
import { classesOf, isTable, tableOf } from './data/own-table.js';
import { inFormula, namesIn, renamed } from './names.js';

/** More inputs than these make layers; their formula would be too long to read. */
const MOST_OF_FORMULA = 4;

/**
 * The columns that a formula can name; null where only the server knows them.
 *
 * @param {Api.Specification} specification
 * @param {Api.Catalog} catalog
 * @returns {string[] | null}
 */
export function knownColumns({ data = {} }, catalog) {
  if (isTable(data)) {
    const { names, target } = tableOf(data);
    return names.length === 1 ? names : names.filter((name) => name !== target);
  }
  return typeof data.generator === 'string' && catalog.generators.some(({ name }) => name === data.generator)
    ? ['x']
    : null;
}

/**
 * The names in a formula that are neither columns nor parameters; none where only the server knows the columns.
 *
 * @param {Api.Specification} specification
 * @param {Api.Catalog} catalog
 */
export function unknownNames(specification, catalog) {
  const columns = knownColumns(specification, catalog);
  const { expression = '', parameters = {} } = specification.model ?? {};
  return columns
    ? namesIn(String(expression)).filter((name) => !columns.includes(name) && !Object.hasOwn(parameters ?? {}, name))
    : [];
}

/**
 * @param {Api.Specification} specification with the data as it is to be
 * @param {Api.Catalog} catalog
 * @returns {Api.Specification}
 */
export function suited(specification, catalog) {
  const { model = {}, data } = specification;
  const table = tableOf(data);
  const inputs = table.names.filter((name) => name !== table.target);
  const words = 'csv' in data && classesOf(table).some((name) => Number.isNaN(Number(name)));
  if (model.layers) {
    return withOutputs(specification, model.layers, table);
  }
  if (words || inputs.length > MOST_OF_FORMULA) {
    const { loss, ...rest } = specification;
    const units = words ? classesOf(table).length : 1;
    return {
      ...rest,
      model: {
        layers: [
          { type: 'linear', units: 8, activation: 'tanh' },
          { type: 'linear', units },
        ],
      },
    };
  }
  const lost = unknownNames(specification, catalog);
  if (lost.length === 0 || inputs.length === 0) {
    return specification;
  }
  if (lost.length === 1 && inputs.length === 1) {
    return { ...specification, model: { ...model, expression: renamed(model.expression ?? '', lost[0], inputs[0]) } };
  }
  const weights = inputs.map((_, i) => `w${i + 1}`);
  return {
    ...specification,
    model: {
      expression: `${inputs.map((name, i) => `${weights[i]} * ${inFormula(name)}`).join(' + ')} + b`,
      parameters: Object.fromEntries([...weights, 'b'].map((name) => [name, 0])),
    },
  };
}

/**
 * Layers with an output for each class, if the target is one.
 *
 * @param {Api.Specification} specification
 * @param {Api.Layer[]} layers
 * @param {import('./data/own-table.js').Table} table
 */
function withOutputs(specification, layers, table) {
  const classes = classesOf(table).length;
  const last = layers[layers.length - 1];
  const units = Number(last?.units);
  // A single output is a probability of the second of two words, which its loss then says.
  const words = 'csv' in specification.data && units !== 1 && units !== classes;
  const more = specification.loss === 'crossEntropy' && units < classes;
  if (classes < 2 || last?.type !== 'linear' || !(words || more)) {
    return specification;
  }
  return {
    ...specification,
    model: { ...specification.model, layers: [...layers.slice(0, -1), { ...last, units: classes }] },
  };
}
