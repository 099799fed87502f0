package dev.downhill.specification;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Features;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.expression.ExpressionParser;
import dev.downhill.specification.expression.Scope;
import dev.downhill.specification.fault.Faults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Formulas of features, such as {@code x1 ** 2}: each makes one number of each row, from the inputs of that row alone.
 *
 * <p>A formula names columns of numbers, and the numbers of a column of vectors: {@code x1} is the first of {@code x}.
 * Features are computed in double precision, whatever the precision of a run.
 *
 * @param formulas the texts of the formulas, which differ
 */
public record FeatureFormulas(List<String> formulas) implements Features.Rule {
    /** The functions that make one number of several rows. */
    private static final Set<String> ACROSS_ROWS = Set.of("sum", "mean", "softmax", "logSoftmax");

    /** The functions that make one number of several rows if they get one argument. */
    private static final Set<String> ACROSS_ROWS_ALONE = Set.of("max", "min");

    /** The number of rows that are computed at a time, to save memory. */
    private static final int BLOCK = 512;

    /** Keeps a copy of the texts. */
    public FeatureFormulas {
        formulas = List.copyOf(formulas);
    }

    /**
     * Returns why a formula is no feature: it mixes rows, or names no column; null if it is one.
     */
    public static @Nullable String whyNot(Expression formula) {
        for (Expression part : formula.parts()) {
            boolean mixes = switch (part) {
                case Expression.Call call ->
                    ACROSS_ROWS.contains(call.function())
                            || (call.arguments().size() == 1 && ACROSS_ROWS_ALONE.contains(call.function()));
                case Expression.Binary binary -> binary.operator() == Expression.BinaryOperator.MATMUL;
                default -> false;
            };
            if (mixes) {
                String what = part instanceof Expression.Call call ? call.function() : "@";
                return "column " + part.column() + ": " + what
                        + " computes across rows; a feature is computed from one row";
            }
        }
        boolean names = formula.parts().stream().anyMatch(Expression.Name.class::isInstance);
        return names ? null : "a feature names at least one column";
    }

    /**
     * Numbers that a formula can name, one of each row.
     *
     * @param element the index in a row's vector; 0 for a column of numbers
     */
    public record Source(Column column, int element) {
        /** Returns the numbers of so many rows, from a row on. */
        public double[] values(int from, int rows) {
            double[] values = new double[rows];
            for (int i = 0; i < rows; i++) {
                values[i] = column.values()[(from + i) * column.stride() + element];
            }
            return values;
        }
    }

    /** Returns the sources of some inputs by the names that formulas have for them; a column's own name goes first. */
    public static Map<String, Source> sources(List<Column> inputs) {
        Map<String, Source> sources = new LinkedHashMap<>();
        for (Column input : inputs) {
            if (input.width() == 0) {
                sources.put(input.name(), new Source(input, 0));
            }
        }
        for (Column input : inputs) {
            for (int i = 0; i < input.width(); i++) {
                sources.putIfAbsent(input.name() + (i + 1), new Source(input, i));
            }
        }
        return sources;
    }

    /** Returns a variable for each source, a vector of so many rows. */
    public static Map<String, Tensor> variables(Map<String, Source> sources, int rows) {
        Map<String, Tensor> variables = new LinkedHashMap<>();
        sources.keySet().forEach(name -> variables.put(name, Tensor.variable(name, Shape.of(rows), false)));
        return variables;
    }

    /**
     * Returns a feature as a graph.
     *
     * @param inputs the columns by name, each a vector of as many rows
     * @param faults receives every unknown name and function
     * @return null if a fault was found
     */
    public static @Nullable Tensor tensor(
            Expression formula, Map<String, Tensor> inputs, String pointer, Faults faults) {
        return new Scope().with("data column", inputs).evaluate(formula, pointer, faults);
    }

    /** Returns each feature as a graph over the columns by name, each a vector of as many rows. */
    public static List<Tensor> tensors(List<String> formulas, Map<String, Tensor> inputs) {
        var faults = new Faults();
        List<Tensor> tensors = new ArrayList<>();
        for (String formula : formulas) {
            tensors.add(Objects.requireNonNull(
                    tensor(ExpressionParser.parse(formula), inputs, "", faults), "it was read before"));
        }
        return tensors;
    }

    /** Returns the first row in which a column is not finite; -1 if there is none. */
    public static int firstNotFinite(Column column) {
        for (int row = 0; row < column.values().length; row++) {
            if (!Double.isFinite(column.values()[row])) {
                return row;
            }
        }
        return -1;
    }

    @Override
    public List<Column> of(Dataset rows) {
        double[][] features = new double[formulas.size()][rows.rows()];
        for (int from = 0; from < rows.rows(); ) {
            int size = Math.min(BLOCK, rows.rows() - from);
            var block = new Block(formulas, rows, size);
            do {
                block.compute(from, features);
                from += size;
            } while (from + size <= rows.rows());
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            columns.add(new Column(formulas.get(i), 0, features[i]));
        }
        return columns;
    }

    /** The graph of all features for some number of rows. */
    private static final class Block {
        private final Map<Tensor, Source> inputs = new LinkedHashMap<>();
        private final List<Tensor> features;
        private final Interpreter interpreter;
        private final int size;

        Block(List<String> formulas, Dataset rows, int size) {
            this.size = size;
            Map<String, Source> sources = sources(rows.inputs());
            Map<String, Tensor> variables = variables(sources, size);
            variables.forEach((name, variable) -> inputs.put(variable, Objects.requireNonNull(sources.get(name))));
            this.features = tensors(formulas, variables);
            this.interpreter = new Interpreter(Graph.of(features), DType.FLOAT64);
        }

        void compute(int from, double[][] to) {
            inputs.forEach((variable, source) -> interpreter.set(variable, source.values(from, size)));
            interpreter.run();
            for (int i = 0; i < to.length; i++) {
                System.arraycopy(interpreter.get(features.get(i)), 0, to[i], from, size);
            }
        }
    }
}
