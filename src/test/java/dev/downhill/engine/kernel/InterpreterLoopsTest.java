package dev.downhill.engine.kernel;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.engine.kernel.float64.scalar.Functions;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every loop of the interpreter, over arrays of doubles with any strides, against one that computes each index: the same bits.
 *
 * <p>A new loop fails here until a plain one is written for it.
 */
class InterpreterLoopsTest {
    private static final int DRAWS = 300;
    private static final int[] LENGTHS = {1, 1, 2, 3, 13, 207};
    private static final int LARGEST = 5000;

    private static final Map<String, Consumer<SplittableRandom>> CHECKS = Map.ofEntries(
            entry("ElementwiseLoops.unary", InterpreterLoopsTest::unary),
            entry("ElementwiseLoops.binary", InterpreterLoopsTest::binary),
            entry("ElementwiseLoops.ternary", InterpreterLoopsTest::ternary),
            entry("ElementwiseLoops.copy", InterpreterLoopsTest::copy),
            entry("ReductionLoops.fold", InterpreterLoopsTest::fold),
            entry("ReductionLoops.sum", InterpreterLoopsTest::sum),
            entry("DropoutMask.fill", InterpreterLoopsTest::dropoutMask),
            entry("MatrixProduct.multiplyStacks", InterpreterLoopsTest::multiplyStacks),
            entry("SoftmaxLoops.softmax", random -> softmax(random, false)),
            entry("SoftmaxLoops.logSoftmax", random -> softmax(random, true)));

    private static void dropoutMask(SplittableRandom random) {
        long seed = random.nextLong();
        var numbers = new SplittableRandom(seed);
        double[] mask = new double[random.nextInt(100)];
        long below = random.nextLong(1L << 53);
        double[] expected = numbers.longs(mask.length)
                .mapToDouble(number -> number >>> 11 < below ? 0 : 1.25)
                .toArray();

        int filled = DropoutMask.fill(mask, seed, below, 1.25);

        assertThat(mask.length - filled).isLessThan(8);
        assertThat(Arrays.copyOf(mask, filled)).isEqualTo(Arrays.copyOf(expected, filled));
        assertThat(Arrays.stream(mask, filled, mask.length)).allMatch(number -> number == 0);
    }

    /** Returns the names of all public methods that take an array of doubles. */
    static List<String> loops() throws Exception {
        List<String> loops = new ArrayList<>();
        String name = ElementwiseLoops.class.getPackageName();
        try (Stream<Path> files = Files.list(classes().resolve(name.replace('.', '/')))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                Class<?> type =
                        Class.forName(name + "." + file.getFileName().toString().replace(".class", ""));
                Arrays.stream(type.getDeclaredMethods())
                        .filter(InterpreterLoopsTest::isLoop)
                        .map(method -> type.getSimpleName() + "." + method.getName())
                        .forEach(loops::add);
            }
        }
        return loops;
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(ElementwiseLoops.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static boolean isLoop(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && List.of(method.getParameterTypes()).contains(double[].class);
    }

    @ParameterizedTest
    @MethodSource("loops")
    void aLoopComputesTheBitsOfAPlainOne(String loop) {
        Consumer<SplittableRandom> check = CHECKS.get(loop);
        if (check == null) {
            throw new AssertionError("no plain loop is written for " + loop);
        }
        for (int seed = 0; seed < DRAWS; seed++) {
            check.accept(new SplittableRandom(seed));
        }
    }

    @Test
    void eachPlainLoopIsUsed() throws Exception {
        assertThat(loops()).containsAll(CHECKS.keySet());
    }

    /** An array that repeats its elements along the dimensions in which its stride is 0. */
    private record Repeated(double[] values, int[] strides) {
        static Repeated drawn(int[] dims, SplittableRandom random) {
            int[] strides = new int[dims.length];
            int size = 1;
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                if (dims[axis] > 1 && random.nextInt(3) > 0) {
                    strides[axis] = size;
                    size *= dims[axis];
                }
            }
            return new Repeated(numbers(size, random), strides);
        }

        double at(int[] index) {
            return values[offset(index, strides)];
        }
    }

    private static double[] numbers(int size, SplittableRandom random) {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE};
        double[] numbers = random.doubles(size, -3, 3).toArray();
        for (int i = 0; i < size; i++) {
            numbers[i] = random.nextInt(40) == 0 ? odd[random.nextInt(odd.length)] : numbers[i];
        }
        return numbers;
    }

    private static int[] dims(SplittableRandom random) {
        int[] dims = IntStream.range(0, random.nextInt(5))
                .map(axis -> LENGTHS[random.nextInt(LENGTHS.length)])
                .toArray();
        if (size(dims) > LARGEST) {
            return new int[] {2, 13, 13};
        }
        return dims;
    }

    private static int size(int[] dims) {
        return Arrays.stream(dims).reduce(1, (a, b) -> Math.min(1 << 20, a * b));
    }

    /** Returns the index of an element in every dimension. */
    private static int[] index(int element, int[] dims) {
        int[] index = new int[dims.length];
        int rest = element;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            index[axis] = rest % dims[axis];
            rest /= dims[axis];
        }
        return index;
    }

    private static int offset(int[] index, int[] strides) {
        return IntStream.range(0, index.length)
                .map(axis -> index[axis] * strides[axis])
                .sum();
    }

    private static void unary(SplittableRandom random) {
        double[] x = numbers(random.nextInt(LARGEST), random);
        double[] out = new double[x.length];
        ElementwiseLoops.unary(StrictMath::sqrt, x, out);
        assertThat(out).isEqualTo(Arrays.stream(x).map(StrictMath::sqrt).toArray());
    }

    private static void binary(SplittableRandom random) {
        int[] dims = dims(random);
        Repeated a = Repeated.drawn(dims, random);
        Repeated b = Repeated.drawn(dims, random);
        double[] out = new double[size(dims)];
        ElementwiseLoops.binary((x, y) -> x - 2 * y, a.values, a.strides, b.values, b.strides, dims, out);
        for (int i = 0; i < out.length; i++) {
            int[] index = index(i, dims);
            same(out[i], a.at(index) - 2 * b.at(index));
        }
        double[] x = numbers(out.length, random);
        double[] y = numbers(out.length, random);
        ElementwiseLoops.binary((p, q) -> p - 2 * q, x, y, out);
        for (int i = 0; i < out.length; i++) {
            same(out[i], x[i] - 2 * y[i]);
        }
    }

    private static void ternary(SplittableRandom random) {
        int[] dims = dims(random);
        Repeated a = Repeated.drawn(dims, random);
        Repeated b = Repeated.drawn(dims, random);
        Repeated c = Repeated.drawn(dims, random);
        double[] out = new double[size(dims)];
        ElementwiseLoops.ternary(Math::fma, a.values, a.strides, b.values, b.strides, c.values, c.strides, dims, out);
        for (int i = 0; i < out.length; i++) {
            int[] index = index(i, dims);
            same(out[i], Math.fma(a.at(index), b.at(index), c.at(index)));
        }
    }

    private static void copy(SplittableRandom random) {
        int[] dims = dims(random);
        Repeated x = Repeated.drawn(dims, random);
        double[] out = new double[size(dims)];
        ElementwiseLoops.copy(x.values, x.strides, dims, out);
        for (int i = 0; i < out.length; i++) {
            same(out[i], x.at(index(i, dims)));
        }
    }

    /** Returns the strides of a result in which some dimensions of {@code dims} are reduced. */
    private static int[] reduced(int[] dims, SplittableRandom random) {
        return Repeated.drawn(dims, random).strides();
    }

    /** Returns how many elements such a result has. */
    private static int reducedSize(int[] dims, int[] strides) {
        return 1
                + IntStream.range(0, dims.length)
                        .map(axis -> (dims[axis] - 1) * strides[axis])
                        .sum();
    }

    private static double[] folded(DoubleBinaryOperator f, double initial, double[] x, int[] dims, int[] strides) {
        double[] out = new double[reducedSize(dims, strides)];
        Arrays.fill(out, initial);
        for (int i = 0; i < x.length; i++) {
            int to = offset(index(i, dims), strides);
            out[to] = f.applyAsDouble(out[to], x[i]);
        }
        return out;
    }

    private static void fold(SplittableRandom random) {
        int[] dims = dims(random);
        int[] strides = reduced(dims, random);
        double[] x = numbers(size(dims), random);
        double[] out = new double[reducedSize(dims, strides)];
        ReductionLoops.fold(Math::max, Double.NEGATIVE_INFINITY, x, dims, strides, out);
        assertThat(out).isEqualTo(folded(Math::max, Double.NEGATIVE_INFINITY, x, dims, strides));
    }

    /** Several sums of floats are rounded after every addition; one sum never is; what is not summed is copied. */
    private static void sum(SplittableRandom random) {
        int[] dims = dims(random);
        int[] strides = reduced(dims, random);
        double[] x = numbers(size(dims), random);
        for (boolean single : new boolean[] {false, true}) {
            double[] out = new double[reducedSize(dims, strides)];
            DoubleBinaryOperator add = single && out.length > 1 ? (a, b) -> (float) (a + b) : Double::sum;
            ReductionLoops.sum(x, dims, strides, out, single);
            assertThat(out).isEqualTo(out.length == x.length ? x : folded(add, 0, x, dims, strides));
        }
    }

    private static void multiplyStacks(SplittableRandom random) {
        int[] batch = IntStream.range(0, random.nextInt(3))
                .map(axis -> random.nextInt(1, 4))
                .toArray();
        int rows = random.nextInt(1, 14);
        int inner = random.nextInt(1, 14);
        int columns = random.nextInt(1, 14);
        int[] aStrides = scaled(reduced(batch, random), rows * inner);
        int[] bStrides = scaled(reduced(batch, random), inner * columns);
        for (boolean single : new boolean[] {false, true}) {
            double[] a = rounded(numbers(size(batch) * rows * inner, random), single);
            double[] b = rounded(numbers(size(batch) * inner * columns, random), single);
            double[] out = new double[size(batch) * rows * columns];
            MatrixProduct.multiplyStacks(single, a, aStrides, b, bStrides, batch, out, rows, inner, columns);
            int[] dims = IntStream.concat(Arrays.stream(batch), IntStream.of(rows, columns))
                    .toArray();
            for (int i = 0; i < out.length; i++) {
                int[] index = index(i, dims);
                int[] matrix = Arrays.copyOf(index, batch.length);
                int left = offset(matrix, aStrides) + index[batch.length] * inner;
                int right = offset(matrix, bStrides) + index[batch.length + 1];
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = single
                            ? Math.fma((float) a[left + k], (float) b[right + k * columns], (float) sum)
                            : Math.fma(a[left + k], b[right + k * columns], sum);
                }
                same(out[i], sum);
            }
        }
    }

    private static int[] scaled(int[] strides, int size) {
        return Arrays.stream(strides).map(stride -> stride * size).toArray();
    }

    private static double[] rounded(double[] numbers, boolean single) {
        return single ? Arrays.stream(numbers).map(x -> (float) x).toArray() : numbers;
    }

    private static void softmax(SplittableRandom random, boolean logarithm) {
        int columns = LENGTHS[random.nextInt(LENGTHS.length)];
        double[] x = numbers(columns * random.nextInt(1, 14), random);
        double[] out = new double[x.length];
        if (logarithm) {
            SoftmaxLoops.logSoftmax(x, columns, Functions::exp, out);
        } else {
            SoftmaxLoops.softmax(x, columns, Functions::exp, out);
        }
        for (int row = 0; row < x.length; row += columns) {
            double[] logits = Arrays.copyOfRange(x, row, row + columns);
            int greatest = greatest(logits);
            double others = 0;
            for (int i = 0; i < columns; i++) {
                others += i == greatest ? 0 : Functions.exp(logits[i] - logits[greatest]);
            }
            for (int i = 0; i < columns; i++) {
                double difference = logits[i] - logits[greatest];
                same(
                        out[row + i],
                        logarithm ? difference - Math.log1p(others) : Functions.exp(difference) * (1 / (1 + others)));
            }
        }
    }

    /** Returns where the first NaN is, else the first of the greatest numbers. */
    private static int greatest(double[] row) {
        int at = 0;
        for (int i = 0; i < row.length; i++) {
            if (Double.isNaN(row[i])) {
                return i;
            }
            at = row[i] > row[at] ? i : at;
        }
        return at;
    }

    private static void same(double found, double expected) {
        if (Double.compare(found, expected) != 0) {
            throw new AssertionError(found + " is not " + expected);
        }
    }
}
