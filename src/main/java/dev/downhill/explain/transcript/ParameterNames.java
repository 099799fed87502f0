package dev.downhill.explain.transcript;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.model.ExpressionModel;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The names of a model's parameters in tutorials: those of the specification, or {@code theta0}, {@code m},
 * {@code fc1.weight}.
 */
final class ParameterNames {
    private static final Set<Expression.BinaryOperator> FACTORS = EnumSet.of(
            Expression.BinaryOperator.MULTIPLY,
            Expression.BinaryOperator.DIVIDE,
            Expression.BinaryOperator.MATMUL,
            Expression.BinaryOperator.POWER);
    private static final Pattern INDEXED = Pattern.compile("(.+?)((?:\\[\\d+(?:,\\d+)*])+)");
    private static final Pattern NUMBERED = Pattern.compile("(.*?\\p{L})_?(\\d{1,6})");
    private static final Pattern SUFFIX = Pattern.compile(
            "(.+?)(?:\\.(?:data|item|detach|numpy|value)|_(?:curr|current|new|old|prev|previous|before|after|now|next|final|val|value|est|hat|opt)|_)");
    private static final Pattern OF_LAYER =
            Pattern.compile("(.*?)[._](weights?|kernel|w|bias(?:es)?|b)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> WEIGHTS =
            Set.of(("w weight weights m slope coef coefs coeff coefficient coefficients theta beta "
                            + "kernel params parameters parameter")
                    .split(" "));
    private static final Set<String> BIASES = Set.of("b", "bias", "biases", "intercept", "offset", "const");

    /** Letters that tutorials use for other numbers, too. */
    private static final Set<String> AMBIGUOUS = Set.of("a", "k", "c");

    private static final Set<String> VECTORS =
            Set.of("theta", "beta", "params", "parameters", "weights", "w", "coefficients");

    private final List<Parameter> parameters;
    private final List<Parameter> weights;
    private final List<Parameter> biases;
    private final Set<String> printed;

    /**
     * The possible meanings of a name.
     *
     * @param options the elements that it names, the likeliest first
     * @param certain whether it is one of them
     * @param reason why it is not, or why there is none
     */
    record Match(List<List<Scalar>> options, boolean certain, String reason) {
        static Match none(String reason) {
            return new Match(List.of(), false, reason);
        }
    }

    /** @param printed every word of the printout, in small letters: whether elements are counted from 0 or 1 is seen there */
    ParameterNames(JobSpecification job, Set<String> printed) {
        this.parameters = job.model().parameters();
        this.printed = printed;
        Predicate<Parameter> isBias = job.model() instanceof ExpressionModel formula
                ? parameter -> !multiplies(parameter.name(), formula.expression())
                : parameter -> parameter.name().endsWith(".bias");
        this.biases = parameters.stream().filter(isBias).toList();
        this.weights = parameters.stream().filter(isBias.negate()).toList();
    }

    /** Returns whether a formula multiplies or divides by a name, or divides it. */
    private static boolean multiplies(String name, Expression formula) {
        return formula.parts().stream()
                .anyMatch(part -> part instanceof Expression.Binary binary
                        && FACTORS.contains(binary.operator())
                        && binary.operands().stream().anyMatch(operand -> isName(name, operand)));
    }

    private static boolean isName(String name, Expression operand) {
        return switch (operand) {
            case Expression.Name named -> named.name().equals(name);
            case Expression.Negation negation -> isName(name, negation.operand());
            default -> false;
        };
    }

    /** Returns how many numbers all parameters have. */
    int total() {
        return parameters.stream().mapToInt(ParameterNames::size).sum();
    }

    /** Returns all elements, one parameter after the other. */
    List<Scalar> all() {
        return concatenated(parameters);
    }

    List<Parameter> parameters() {
        return parameters;
    }

    static int size(Parameter parameter) {
        return parameter.initial().shape().size();
    }

    static List<Scalar> elements(Parameter parameter) {
        return Scalar.all(parameter.name(), size(parameter));
    }

    private static List<Scalar> concatenated(List<Parameter> some) {
        return some.stream().flatMap(parameter -> elements(parameter).stream()).toList();
    }

    /** Returns whether a name is exactly that of a parameter, an index aside. */
    boolean isExact(String name) {
        Matcher indexed = INDEXED.matcher(name);
        String base = indexed.matches() ? indexed.group(1) : name;
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(base));
    }

    /** Returns what a name means where so many numbers stand beside it; null where it is no name of parameters. */
    @Nullable
    Match of(String name, int count, List<Integer> dims) {
        Matcher indexed = INDEXED.matcher(name);
        boolean hasIndex = indexed.matches();
        String base = hasIndex ? indexed.group(1) : name;
        List<Integer> path = hasIndex ? path(indexed.group(2)) : List.of();
        Parameter exact = exact(base);
        if (exact != null) {
            return of(exact, path, count, dims, false);
        }
        Match alias = alias(base, path, count, dims);
        Matcher suffix = SUFFIX.matcher(base);
        return alias == null && suffix.matches()
                ? of(suffix.group(1) + (hasIndex ? indexed.group(2) : ""), count, dims)
                : alias;
    }

    private static List<Integer> path(String index) {
        return Arrays.stream(index.split("[\\[\\],]+"))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /** The name as it is, or but for capital letters, or after the name of a module: {@code net.0.weight}. */
    private @Nullable Parameter exact(String name) {
        List<Predicate<String>> ways = List.of(
                name::equals, name::equalsIgnoreCase, known -> known.contains(".") && name.endsWith("." + known));
        for (Predicate<String> way : ways) {
            List<Parameter> found = parameters.stream()
                    .filter(parameter -> way.test(parameter.name()))
                    .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
        }
        return null;
    }

    /** @param anyOrder whether rows and columns may be exchanged, as NumPy tutorials and PyTorch do */
    private static Match of(Parameter parameter, List<Integer> path, int count, List<Integer> dims, boolean anyOrder) {
        List<List<Scalar>> options = new ArrayList<>();
        List<Scalar> block = block(parameter, path, false);
        if (block != null && block.size() == count) {
            options.add(block);
        }
        List<Scalar> turned = block(parameter, path, true);
        boolean mayTurn = anyOrder || isTurned(parameter, path, dims);
        if (mayTurn && turned != null && turned.size() == count && !turned.equals(block)) {
            options.add(turned);
        }
        if (!options.isEmpty()) {
            if (isTurned(parameter, path, dims) && options.size() > 1) {
                Collections.reverse(options);
            }
            return new Match(options, true, "");
        }
        return Match.none(
                block == null
                        ? "'" + parameter.name() + "' has no such element"
                        : "'" + parameter.name() + "' has " + block.size() + " number" + (block.size() == 1 ? "" : "s")
                                + ", not " + count);
    }

    /** Returns whether an array is printed with rows for columns. */
    private static boolean isTurned(Parameter parameter, List<Integer> path, List<Integer> dims) {
        int[] own = parameter.initial().shape().dims();
        return path.isEmpty() && own.length == 2 && own[0] != own[1] && dims.equals(List.of(own[1], own[0]));
    }

    /** Returns the elements that an index leaves, row-major; null where there is no such index. */
    private static @Nullable List<Scalar> block(Parameter parameter, List<Integer> path, boolean turned) {
        int[] dims = parameter.initial().shape().dims();
        if (turned && dims.length != 2) {
            return null;
        }
        if (path.size() > dims.length) {
            boolean ofOne = path.stream().allMatch(i -> i == 0) && size(parameter) == 1;
            boolean vector = dims.length == 1 && path.size() == 2 && (path.get(0) == 0 || path.get(1) == 0);
            int index = vector ? path.get(0) + path.get(1) : 0;
            return ofOne || (vector && index < dims[0]) ? List.of(new Scalar(parameter.name(), index)) : null;
        }
        int rows = dims.length == 2 ? dims[0] : 1;
        int columns = dims.length == 2 ? dims[1] : 1;
        int[] order = IntStream.range(0, size(parameter))
                .map(i -> turned ? i % rows * columns + i / rows : i)
                .toArray();
        int from = 0;
        int length = order.length;
        for (int axis = 0; axis < path.size(); axis++) {
            int extent = turned ? dims[1 - axis] : dims[axis];
            if (path.get(axis) >= extent) {
                return null;
            }
            length /= extent;
            from += path.get(axis) * length;
        }
        return IntStream.range(from, from + length)
                .mapToObj(i -> new Scalar(parameter.name(), order[i]))
                .toList();
    }

    private @Nullable Match alias(String base, List<Integer> path, int count, List<Integer> dims) {
        String name = base.toLowerCase(Locale.ROOT);
        Matcher ofLayer = OF_LAYER.matcher(base);
        if (ofLayer.matches() && (parameters.size() > 1 || !weights.isEmpty())) {
            boolean bias = ofLayer.group(2).toLowerCase(Locale.ROOT).startsWith("b");
            return layer(ofLayer.group(1), bias, path, count, dims);
        }
        Matcher numbered = NUMBERED.matcher(base);
        if (numbered.matches()) {
            return numbered(numbered.group(1), Integer.parseInt(numbered.group(2)), path, count, dims);
        }
        if (VECTORS.contains(name) && count > 1 && count == total() && path.isEmpty()) {
            return whole();
        }
        if (path.size() == 1
                && count == 1
                && VECTORS.contains(name)
                && weights.stream().allMatch(w -> size(w) == 1)) {
            return element(name, path.getFirst());
        }
        boolean bias = BIASES.contains(name);
        if (AMBIGUOUS.contains(name)) {
            Match match = role(name.equals("c"), path, count, dims, base);
            return new Match(match.options(), false, "it is unclear which parameter '" + base + "' is");
        }
        return bias || WEIGHTS.contains(name) ? role(bias, path, count, dims, base) : null;
    }

    /** {@code fc1.weight}: the first of the weights, or the second where layers are counted from 0. */
    private Match layer(String prefix, boolean bias, List<Integer> path, int count, List<Integer> dims) {
        List<Parameter> tensors = bias ? biases : weights;
        Matcher numbered = NUMBERED.matcher(prefix);
        if (numbered.matches() && tensors.size() > 1) {
            return nth(tensors, numbered.group(1), Integer.parseInt(numbered.group(2)), path, count, dims);
        }
        return role(bias, path, count, dims, prefix);
    }

    private Match nth(
            List<Parameter> tensors, String stem, int number, List<Integer> path, int count, List<Integer> dims) {
        List<Integer> places = places(stem, number, tensors.size());
        List<List<Scalar>> options = new ArrayList<>();
        String reason = "the model has no such layer";
        for (int place : places) {
            Match match = of(tensors.get(place), path, count, dims, true);
            options.addAll(match.options());
            reason = match.options().isEmpty()
                    ? match.reason()
                    : "it is unclear whether layers are counted from 0 or from 1";
        }
        return new Match(options, places.size() == 1 && !options.isEmpty(), reason);
    }

    /** Returns the places that a number can mean: from 0 where the printout has a number 0 of its kind, else rather from 1. */
    private List<Integer> places(String stem, int number, int size) {
        String small = stem.toLowerCase(Locale.ROOT);
        boolean fromZero = printed.stream().anyMatch(word -> isNumbered(word, small, 0));
        boolean fromOne = printed.stream().anyMatch(word -> isNumbered(word, small, size));
        if (fromZero || number == 0) {
            return number < size ? List.of(number) : List.of();
        }
        List<Integer> places = new ArrayList<>();
        if (number <= size) {
            places.add(number - 1);
        }
        if (number < size && !fromOne) {
            places.add(number);
        }
        return places;
    }

    private static boolean isNumbered(String word, String stem, int number) {
        int at = word.indexOf(stem);
        if (at < 0) {
            return false;
        }
        String rest = word.substring(at + stem.length()).replaceFirst("^_", "");
        return rest.matches(number + "(?:\\D.*)?");
    }

    /** {@code w1}, {@code theta_0}, {@code W2}: an element of a vector, a scalar, or a layer's tensor. */
    private @Nullable Match numbered(String stem, int number, List<Integer> path, int count, List<Integer> dims) {
        Parameter vector = exact(stem);
        String name = stem.toLowerCase(Locale.ROOT);
        if (vector != null && count == 1 && size(vector) > 1 && path.isEmpty()) {
            List<List<Scalar>> options = new ArrayList<>();
            for (int place : places(stem, number, size(vector))) {
                options.add(List.of(new Scalar(vector.name(), place)));
            }
            return options.isEmpty()
                    ? Match.none("'" + vector.name() + "' has " + size(vector) + " numbers")
                    : new Match(
                            options,
                            options.size() == 1,
                            "it is unclear whether elements are counted from 0 or from 1");
        }
        boolean bias = BIASES.contains(name) || name.endsWith("bias");
        if (!bias && !WEIGHTS.contains(name)) {
            return null;
        }
        List<Parameter> tensors = bias ? biases : weights;
        boolean layered = parameters.stream().anyMatch(parameter -> size(parameter) > 1);
        if (layered && tensors.size() == 1 && number <= 1 && (!path.isEmpty() || count > 1)) {
            return of(tensors.getFirst(), path, count, dims, true);
        }
        if (layered && tensors.size() > 1) {
            return nth(tensors, stem, number, path, count, dims);
        }
        return count == 1 && path.isEmpty() ? element(bias ? "theta" : name, number) : null;
    }

    /** With names such as {@code theta}, number 0 is the intercept, if there is one, and the slopes follow. */
    private Match element(String stem, int number) {
        boolean constant = concatenated(biases).size() == 1;
        List<Scalar> slopes = concatenated(weights);
        List<List<Scalar>> options = new ArrayList<>();
        boolean usual = constant && !stem.equals("w") && !stem.startsWith("weight") && !stem.startsWith("coef");
        if (constant && number == 0) {
            options.add(concatenated(biases));
        }
        if (number >= 1 && number <= slopes.size()) {
            options.add(List.of(slopes.get(number - 1)));
        }
        if (!usual && number < slopes.size()) {
            options.add(List.of(slopes.get(number)));
        }
        return options.isEmpty()
                ? Match.none("the model has no such parameter")
                : new Match(
                        options, options.size() == 1, "it is unclear whether elements are counted from 0 or from 1");
    }

    /** All numbers as one vector: the intercept first, or as they are declared, or last. */
    private Match whole() {
        List<List<Scalar>> orders = new ArrayList<>();
        for (List<Parameter> order : List.of(joined(biases, weights), parameters, joined(weights, biases))) {
            List<Scalar> scalars = concatenated(order);
            if (!orders.contains(scalars)) {
                orders.add(scalars);
            }
        }
        return new Match(orders, true, "");
    }

    private static List<Parameter> joined(List<Parameter> first, List<Parameter> second) {
        List<Parameter> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** {@code slope} or {@code intercept}. */
    private Match role(boolean bias, List<Integer> path, int count, List<Integer> dims, String name) {
        List<Parameter> tensors = bias ? biases : weights;
        List<List<Scalar>> options = new ArrayList<>();
        String reason = "the specification has no parameter '" + name + "', and it is unclear which one is meant";
        for (Parameter tensor : tensors) {
            Match match = of(tensor, path, count, dims, true);
            options.addAll(match.options());
            reason = tensors.size() == 1 ? match.reason() : reason;
        }
        List<Scalar> together = concatenated(tensors);
        if (tensors.size() > 1 && path.isEmpty() && together.size() == count) {
            options.addFirst(together);
        }
        return new Match(options, tensors.size() == 1 && !options.isEmpty(), reason);
    }
}
