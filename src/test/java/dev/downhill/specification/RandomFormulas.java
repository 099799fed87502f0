package dev.downhill.specification;

import dev.downhill.engine.autograd.Functions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Random formulas whose shapes fit: over every operator and function, with reductions, products of matrices and shapes that
 * broadcast.
 *
 * <p>A shape is a list of lengths, in which {@link #ROWS} stands for the rows of a batch, of whatever number. A formula may
 * declare parameters of the shapes that it needs.
 */
final class RandomFormulas {
    /** The length of a dimension over the rows of a batch. */
    static final int ROWS = -1;

    private static final int MOST_PARAMETERS = 7;
    private static final List<String> NAMES = List.of("w", "b", "a", "theta", "g0", "W1", "q");
    private static final Set<String> REDUCTIONS = Set.of("sum", "mean", "max", "min");
    private static final Set<String> ALONG_ROWS = Set.of("softmax", "logSoftmax");
    private static final Set<String> GROWING = Set.of("exp", "expm1", "sinh", "cosh", "tan");

    private final SplittableRandom random;
    private final Map<String, List<Integer>> columns;
    private final boolean declares;
    private final Map<String, List<Integer>> parameters = new LinkedHashMap<>();

    /**
     * @param columns the names that are there, with their shapes
     * @param declares whether formulas may declare parameters
     */
    RandomFormulas(SplittableRandom random, Map<String, List<Integer>> columns, boolean declares) {
        this.random = random;
        this.columns = columns;
        this.declares = declares;
    }

    /** Returns the parameters that the formulas so far use, with their shapes, in the order of their first use. */
    Map<String, List<Integer>> parameters() {
        return parameters;
    }

    /** Returns a formula of exactly a shape. */
    String exact(List<Integer> shape, int depth) {
        if (depth == 0) {
            return leaf(shape);
        }
        return switch (random.nextInt(8)) {
            case 0 -> "-" + exact(shape, depth - 1);
            case 1 -> leaf(shape);
            case 2 -> unary(exact(shape, depth - 1), shape);
            case 3 -> power(shape, depth);
            case 4 -> compared(shape, depth);
            case 5 -> quotient(shape, depth);
            default -> {
                String operator = pick(List.of("+", "-", "*"));
                String exact = exact(shape, depth - 1);
                String other = fitting(shape, depth - 1);
                yield random.nextBoolean()
                        ? "(%s %s %s)".formatted(exact, operator, other)
                        : "(%s %s %s)".formatted(other, operator, exact);
            }
        };
    }

    /** Returns a formula whose shape broadcasts to another. */
    private String fitting(List<Integer> shape, int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> literal();
            case 1, 2 -> reduction(depth);
            case 3 -> exact(shape, depth);
            default -> {
                List<Integer> smaller = new ArrayList<>(shape.subList(random.nextInt(shape.size() + 1), shape.size()));
                for (int i = 0; i < smaller.size(); i++) {
                    if ((smaller.get(i) == ROWS && !holds(smaller)) || random.nextInt(3) == 0) {
                        smaller.set(i, 1);
                    }
                }
                yield holds(smaller) ? exact(smaller, depth) : reduction(depth);
            }
        };
    }

    /** Returns whether there is, or can be, a leaf of a shape. */
    private boolean holds(List<Integer> shape) {
        return shape.isEmpty()
                || columns.containsValue(shape)
                || (shape.contains(ROWS) ? !factors(shape).isEmpty() : declares);
    }

    private String reduction(int depth) {
        List<List<Integer>> shapes = Stream.of(
                        columns.values().stream(),
                        parameters.values().stream(),
                        declares ? Stream.of(List.of(3), List.of(2, 3)) : Stream.<List<Integer>>empty())
                .flatMap(stream -> stream)
                .toList();
        String reduced = exact(pick(shapes), Math.max(0, depth - 1));
        return pick(List.copyOf(REDUCTIONS).stream().sorted().toList()) + "(" + reduced + ")";
    }

    private String unary(String argument, List<Integer> shape) {
        List<String> functions = Functions.all().stream()
                .filter(function -> function.least() == 1 && function.most() == 1)
                .map(Functions.Function::name)
                .filter(name -> !REDUCTIONS.contains(name))
                .filter(name -> !ALONG_ROWS.contains(name) || !shape.isEmpty())
                .toList();
        String function = pick(functions);
        if (random.nextInt(20) == 0) {
            return function + "(" + argument + ")";
        }
        if (GROWING.contains(function)) {
            return function + "(sin(" + argument + "))";
        }
        return switch (function) {
            case "log", "sqrt" -> function + "(abs(" + argument + ") + 0.3)";
            case "log1p" -> function + "(abs(" + argument + "))";
            default -> function + "(" + argument + ")";
        };
    }

    private String power(List<Integer> shape, int depth) {
        String base = exact(shape, depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> "(1.1 + sin(" + base + ")) ** tanh(" + fitting(shape, depth - 1) + ")";
            case 1 -> "pow(" + base + ", 2)";
            case 2 -> "sin(" + base + ") ** 3";
            default -> "sin(" + base + ") ** 2";
        };
    }

    private String compared(List<Integer> shape, int depth) {
        return pick(List.of("min", "max")) + "(" + exact(shape, depth - 1) + ", " + fitting(shape, depth - 1) + ")";
    }

    private String quotient(List<Integer> shape, int depth) {
        String divisor = fitting(shape, depth - 1);
        return "(" + exact(shape, depth - 1) + " / "
                + (random.nextInt(20) == 0 ? divisor : "(0.5 + abs(" + divisor + "))") + ")";
    }

    private String leaf(List<Integer> shape) {
        List<String> leaves = new ArrayList<>();
        columns.forEach((name, other) -> {
            if (other.equals(shape)) {
                leaves.add(name);
            }
        });
        leaves.addAll(factors(shape));
        boolean free = declares && !shape.contains(ROWS);
        if (free && (leaves.isEmpty() || random.nextInt(3) > 0)) {
            return parameter(shape);
        }
        if (shape.isEmpty() && leaves.isEmpty()) {
            return literal();
        }
        String leaf = pick(leaves);
        int at = leaf.indexOf('@');
        if (at < 0) {
            return leaf;
        }
        String column = leaf.substring(0, at);
        int inner = columns.getOrDefault(column, List.of(1)).getLast();
        List<Integer> other = shape.size() == 1 ? List.of(inner) : List.of(inner, shape.getLast());
        return "(" + column + " @ " + parameter(other) + ")";
    }

    /** Returns the columns that give the shape when they are multiplied by a parameter, each followed by an {@code @}. */
    private List<String> factors(List<Integer> shape) {
        List<String> factors = new ArrayList<>();
        if (declares && !shape.isEmpty() && shape.getFirst() == ROWS && shape.size() <= 2) {
            columns.forEach((name, other) -> {
                if (other.size() == 2) {
                    factors.add(name + "@");
                }
            });
        }
        return factors;
    }

    /** Returns the name of a parameter, of one that is there or of a new one. */
    private String parameter(List<Integer> shape) {
        List<String> there = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue().equals(shape))
                .map(Map.Entry::getKey)
                .toList();
        if (!there.isEmpty() && (random.nextBoolean() || parameters.size() >= MOST_PARAMETERS)) {
            return pick(there);
        }
        int number = parameters.size();
        String name = NAMES.get(number % NAMES.size()) + (number < NAMES.size() ? "" : "_" + number);
        parameters.put(name, List.copyOf(shape));
        return name;
    }

    private String literal() {
        return pick(List.of("0.5", "2", "-0.25", "1e-2", "1.5", "(1 / 3)", "0.1"));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
