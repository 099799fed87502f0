package dev.downhill.engine.kernel;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kernel of both number types, with vectors and without, against a plain loop: the same bits.
 *
 * <p>A new kernel fails here until a loop is written for it.
 */
@Execution(ExecutionMode.CONCURRENT)
class KernelsTest {
    private static final int[] SIZES = {1, 13, 207, 4098};
    private static final int[][] ROWS_AND_COLUMNS = {
        {1, 1}, {13, 1}, {1, 13}, {13, 13}, {207, 13}, {3, 207}, {2, 4098}, {4098, 1}
    };
    private static final int[][] PRODUCTS = {
        {1, 1, 1},
        {1, 207, 1},
        {13, 1, 13},
        {5, 207, 3},
        {8, 9, 8},
        {9, 8, 17},
        {13, 13, 207},
        {207, 13, 1},
        {2, 4098, 3},
        {3, 2, 4098},
        {4098, 3, 2},
        {50, 130, 70},
        {70, 60, 130},
        {66, 130, 70},
        {207, 130, 33}
    };

    /** A number that stands where a kernel must not write. */
    private static final double UNTOUCHED = 7;

    /** Elements that are picked from a row. */
    private static final int EACH = 3;

    private static final int DRAWS = 60;

    private static final Map<String, BiConsumer<TestedKernel, SplittableRandom>> CHECKS = Map.ofEntries(
            entry("Finite.all(number[])", KernelsTest::finite),
            entry("Tape.write(number[], number[], int)", KernelsTest::tape),
            entry("Table.rows(number[], int[], int, number[], int, int)", KernelsTest::tableRows),
            entry(
                    "Product.multiply(number[], boolean, number[], boolean, number[], int, int, int)",
                    KernelsTest::product),
            entry(
                    "Product.multiplyStacks(number[], boolean, number[], boolean, number[], int, int, int, int)",
                    KernelsTest::stacksOfProducts),
            entry("Functions.exp(number)", (kernel, random) -> oneNumber(kernel, random, StrictMath::exp)),
            entry("Functions.tanh(number)", (kernel, random) -> oneNumber(kernel, random, StrictMath::tanh)),
            entry(
                    "Functions.sigmoid(number)",
                    (kernel, random) -> oneNumber(kernel, random, KernelsTest::exactSigmoid)),
            entry("Functions.exp(number[], number[], int)", KernelsTest::manyAsOne),
            entry("Functions.tanh(number[], number[], int)", KernelsTest::manyAsOne),
            entry("Functions.sigmoid(number[], number[], int)", KernelsTest::manyAsOne),
            entry(
                    "Functions.log(number[], number[], int)",
                    (kernel, random) -> many(kernel, random, x -> kernel.round(Math.log(x)))),
            entry("Functions.where(number[], number[], number[], number[], int, int, int, int)", KernelsTest::where),
            entry("Rows.softmax(number[], number[], int, int)", KernelsTest::softmax),
            entry("Rows.logSoftmax(number[], number[], int, int)", KernelsTest::logSoftmax),
            entry("Rows.greatest(number[], int, int)", KernelsTest::greatest),
            entry("Rows.sumOfOthers(number[], int, int, int)", KernelsTest::sumOfOthers),
            entry("Rows.gather(number[], number[], number[], int, int)", KernelsTest::gather),
            entry("Rows.scatter(number[], number[], number[], int, int)", KernelsTest::scatter),
            entry("Rows.indexSelect(number[], number[], number[], int, int)", KernelsTest::indexSelect),
            entry("Rows.indexAdd(number[], number[], number[], int, int)", KernelsTest::indexAdd),
            entry("Rows.sumRows(number[], number[], int, int)", KernelsTest::sumRows),
            entry("Rows.take(number[], number[], number[], int, int, int)", KernelsTest::take),
            entry("Rows.put(number[], number[], number[], int, int, int)", KernelsTest::put),
            entry("Blocks.copy(number[], number[]" + ", int".repeat(9) + ")", KernelsTest::copy),
            entry("Blocks.narrow(number[], number[], int, int, int, int)", KernelsTest::narrow),
            entry("Blocks.place(number[], number[], int, int, int, int)", KernelsTest::place),
            entry("Windows.unfold(number[], number[]" + ", int".repeat(14) + ")", KernelsTest::unfold),
            entry("Windows.fold(number[], number[]" + ", int".repeat(14) + ")", KernelsTest::fold),
            entry("Windows.winners(number[], number[]" + ", int".repeat(14) + ")", KernelsTest::winners));

    static List<TestedKernel> kernels() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(KernelMethod.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<TestedKernel> kernels = new ArrayList<>();
        for (String precision : List.of("float32", "float64")) {
            for (String folder : List.of("scalar", "vector")) {
                String name = KernelMethod.class.getPackageName() + "." + precision + "." + folder;
                try (Stream<Path> files = Files.list(classes.resolve(name.replace('.', '/')))) {
                    for (Path file : files.sorted().toList()) {
                        Class<?> type = Class.forName(
                                name + "." + file.getFileName().toString().replace(".class", ""));
                        kernels.addAll(publicMethods(type));
                    }
                }
            }
        }
        return kernels;
    }

    private static List<TestedKernel> publicMethods(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                ? Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .map(TestedKernel::new)
                        .toList()
                : List.of();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aKernelComputesTheBitsOfAPlainLoop(TestedKernel kernel) {
        BiConsumer<TestedKernel, SplittableRandom> check = CHECKS.get(kernel.signature());
        if (check == null) {
            throw new AssertionError("no loop is written for " + kernel.signature());
        }
        check.accept(kernel, new SplittableRandom(11));
    }

    @Test
    void eachLoopIsUsed() throws Exception {
        assertThat(kernels()).extracting(TestedKernel::signature).containsAll(CHECKS.keySet());
    }

    @ParameterizedTest
    @EnumSource(KernelMethod.class)
    void aDeclaredKernelExists(KernelMethod declared) throws Exception {
        List<String> found = new ArrayList<>();
        for (TestedKernel kernel : kernels()) {
            Method method = kernel.method();
            ClassDesc number = kernel.isSingle() ? ConstantDescs.CD_float : ConstantDescs.CD_double;
            var type = (MethodType) declared.type(number.arrayType()).resolveConstantDesc(MethodHandles.lookup());
            if (method.getDeclaringClass().getSimpleName().equals(declared.owner())
                    && method.getName().equals(declared.method())
                    && method.getReturnType() == type.returnType()
                    && List.of(method.getParameterTypes()).equals(type.parameterList())) {
                found.add(kernel.toString());
            }
        }
        String name = declared.owner() + "." + declared.method();
        assertThat(KernelMethod.of(declared.owner(), declared.method())).isEqualTo(declared);
        assertThat(found).contains("float32.scalar." + name, "float64.scalar." + name);
        if (found.size() > 2) {
            assertThat(found).contains("float32.vector." + name, "float64.vector." + name);
        }
    }

    /** Numbers of many magnitudes, one in ten of them odd. */
    private static double[] numbers(TestedKernel kernel, SplittableRandom random, int size) {
        double[] odd = kernel.isSingle()
                ? new double[] {Float.MIN_VALUE, -Float.MIN_NORMAL / 2, Float.MAX_VALUE, -Float.MAX_VALUE}
                : new double[] {Double.MIN_VALUE, -Double.MIN_NORMAL / 2, Double.MAX_VALUE, -Double.MAX_VALUE};
        double[] numbers = plainNumbers(kernel, random, size);
        for (int i = 0; i < size; i++) {
            switch (random.nextInt(80)) {
                case 0 -> numbers[i] = Double.NaN;
                case 1 -> numbers[i] = Double.POSITIVE_INFINITY;
                case 2 -> numbers[i] = Double.NEGATIVE_INFINITY;
                case 3 -> numbers[i] = -0.0;
                case 4, 5, 6, 7 -> numbers[i] = odd[random.nextInt(odd.length)];
                default -> {}
            }
        }
        return numbers;
    }

    private static double[] plainNumbers(TestedKernel kernel, SplittableRandom random, int size) {
        return random.doubles(size, -3, 3)
                .map(x -> kernel.round(x * Math.pow(10, random.nextInt(-4, 3))))
                .toArray();
    }

    private static double[] indices(SplittableRandom random, int count, int bound) {
        return random.ints(count, 0, bound).asDoubleStream().toArray();
    }

    private static double[] untouched(int size) {
        double[] numbers = new double[size];
        Arrays.fill(numbers, UNTOUCHED);
        return numbers;
    }

    private static void finite(TestedKernel kernel, SplittableRandom random) {
        for (int size : SIZES) {
            double[] finite = numbers(kernel, random, size);
            for (int i = 0; i < size; i++) {
                finite[i] = Double.isFinite(finite[i]) ? finite[i] : 0;
            }
            assertThat(kernel.call(kernel.array(finite))).isEqualTo(true);
            for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                for (int at = 0; at < size; at += size > 1000 ? 97 : 1) {
                    double[] numbers = finite.clone();
                    numbers[at] = number;
                    assertThat(kernel.call(kernel.array(numbers)))
                            .as("%s at %d of %d", number, at, size)
                            .isEqualTo(false);
                }
            }
        }
    }

    private static void tape(TestedKernel kernel, SplittableRandom random) {
        for (int size : SIZES) {
            double[] numbers = numbers(kernel, random, size);
            double[] tape = untouched(size + 5);
            double[] expected = tape.clone();
            for (int i = 0; i < size; i++) {
                expected[3 + i] = numbers[i];
            }
            kernel.call(kernel.array(numbers), tape, 3);
            assertThat(tape).isEqualTo(expected);
        }
    }

    private static void tableRows(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            int width = size[1];
            double[] table = random.doubles((long) size[0] * width, -9, 9).toArray();
            int[] order = random.ints(size[0] + 2L, 0, size[0]).toArray();
            double[] expected = new double[size[0] * width];
            for (int row = 0; row < size[0]; row++) {
                for (int i = 0; i < width; i++) {
                    expected[row * width + i] = kernel.round(table[order[2 + row] * width + i]);
                }
            }
            Object out = kernel.array(untouched(expected.length));
            kernel.call(table, order, 2, out, size[0], width);
            assertThat(TestedKernel.doubles(out)).isEqualTo(expected);
        }
    }

    private static void product(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : PRODUCTS) {
            products(
                    kernel,
                    random,
                    1,
                    size,
                    (a, b, out, turned) -> kernel.call(
                            a, isTransposed(turned, 1), b, isTransposed(turned, 2), out, size[0], size[1], size[2]));
        }
    }

    private static void stacksOfProducts(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : PRODUCTS) {
            for (int count : new int[] {1, 2, 5, 130}) {
                if ((long) count * size[0] * size[1] * size[2] < 10_000_000) {
                    products(
                            kernel,
                            random,
                            count,
                            size,
                            (a, b, out, turned) -> kernel.call(
                                    a,
                                    isTransposed(turned, 1),
                                    b,
                                    isTransposed(turned, 2),
                                    out,
                                    count,
                                    size[0],
                                    size[1],
                                    size[2]));
                }
            }
        }
    }

    private static boolean isTransposed(int turned, int operand) {
        return (turned & operand) > 0;
    }

    /** Calls a kernel with arrays of numbers; the last argument says which operands stand transposed. */
    private interface ProductCall {
        void call(Object a, Object b, Object out, int turned);
    }

    private static void products(
            TestedKernel kernel, SplittableRandom random, int count, int[] size, ProductCall product) {
        int rows = size[0];
        int inner = size[1];
        int columns = size[2];
        for (int turned = 0; turned < 8; turned++) {
            boolean odd = (turned & 4) > 0;
            double[] a = odd
                    ? numbers(kernel, random, count * rows * inner)
                    : plainNumbers(kernel, random, count * rows * inner);
            double[] b = odd
                    ? numbers(kernel, random, count * inner * columns)
                    : plainNumbers(kernel, random, count * inner * columns);
            double[] expected = new double[count * rows * columns];
            for (int to = 0; to < expected.length; to++) {
                int matrix = to / (rows * columns);
                int i = to / columns % rows;
                int j = to % columns;
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    double left = a[matrix * rows * inner + (isTransposed(turned, 1) ? k * rows + i : i * inner + k)];
                    double right =
                            b[matrix * inner * columns + (isTransposed(turned, 2) ? j * inner + k : k * columns + j)];
                    sum = kernel.isSingle()
                            ? Math.fma((float) left, (float) right, (float) sum)
                            : Math.fma(left, right, sum);
                }
                expected[to] = sum;
            }
            Object out = kernel.array(untouched(expected.length));
            product.call(kernel.array(a), kernel.array(b), out, turned);
            assertThat(TestedKernel.doubles(out))
                    .as("%d of %s, variant %d", count, Arrays.toString(size), turned)
                    .isEqualTo(expected);
        }
    }

    private static double exactSigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** A function of one number is within three units in the last place of the exact one. */
    private static void oneNumber(TestedKernel kernel, SplittableRandom random, DoubleUnaryOperator exact) {
        for (double x : numbers(kernel, random, 20_000)) {
            double expected = kernel.round(exact.applyAsDouble(x));
            double found = ((Number) kernel.call(kernel.isSingle() ? (Object) (float) x : (Object) x)).doubleValue();
            if (Double.isFinite(expected)) {
                double unit = kernel.isSingle() ? Math.ulp((float) expected) : Math.ulp(expected);
                assertThat(found).as("at %s", x).isCloseTo(expected, within(3 * unit));
            } else {
                assertThat(Double.valueOf(found)).as("at %s", x).isEqualTo(Double.valueOf(expected));
            }
        }
    }

    private static void manyAsOne(TestedKernel kernel, SplittableRandom random) {
        TestedKernel one = kernel.ofOneNumber();
        many(
                kernel,
                random,
                x -> ((Number) one.call(kernel.isSingle() ? (Object) (float) x : (Object) x)).doubleValue());
    }

    /** A function of the first numbers of an array, written to another or to the same one; the rest stays. */
    private static void many(TestedKernel kernel, SplittableRandom random, DoubleUnaryOperator function) {
        for (int size : SIZES) {
            double[] x = numbers(kernel, random, size + 3);
            double[] expected = untouched(size + 3);
            for (int i = 0; i < size; i++) {
                expected[i] = function.applyAsDouble(x[i]);
            }
            Object out = kernel.array(untouched(size + 3));
            kernel.call(kernel.array(x), out, size);
            assertThat(TestedKernel.doubles(out)).as("%d numbers", size).isEqualTo(expected);
            Object same = kernel.array(x);
            kernel.call(same, same, size);
            assertThat(Arrays.copyOf(TestedKernel.doubles(same), size))
                    .as("%d numbers in place", size)
                    .isEqualTo(Arrays.copyOf(expected, size));
        }
    }

    /** Computes the rows of a result from those of its input. */
    private interface OfARow {
        void write(double[] x, double[] out);
    }

    private static void rows(TestedKernel kernel, SplittableRandom random, OfARow loop) {
        for (int[] size : ROWS_AND_COLUMNS) {
            for (boolean odd : new boolean[] {false, true}) {
                int columns = size[1];
                int count = size[0] * columns;
                double[] x = odd ? numbers(kernel, random, count) : plainNumbers(kernel, random, count);
                double[] expected = new double[count];
                for (int row = 0; row < count; row += columns) {
                    double[] out = untouched(columns);
                    loop.write(Arrays.copyOfRange(x, row, row + columns), out);
                    System.arraycopy(out, 0, expected, row, columns);
                }
                Object out = kernel.array(untouched(count));
                kernel.call(kernel.array(x), out, count, columns);
                assertThat(TestedKernel.doubles(out))
                        .as("%d rows of %d, odd numbers: %s", size[0], columns, odd)
                        .isEqualTo(expected);
            }
        }
    }

    private static double[] exponentials(TestedKernel kernel, double[] row) {
        return Arrays.stream(row)
                .map(x -> kernel.exp(kernel.round(x - row[greatest(row)])))
                .toArray();
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

    /** Returns the sum of a row of exponentials without that of the greatest number. */
    private static double others(double[] exponentials, int greatest) {
        double sum = 0;
        for (int i = 0; i < exponentials.length; i++) {
            if (i != greatest) {
                sum += exponentials[i];
            }
        }
        return sum;
    }

    private static void greatest(TestedKernel kernel, SplittableRandom random) {
        ofARow(kernel, random, (x, row, columns) -> {
            int expected = row + greatest(Arrays.copyOfRange(x, row, row + columns));
            assertThat(kernel.call(kernel.array(x), row, columns)).isEqualTo(expected);
        });
    }

    private static void sumOfOthers(TestedKernel kernel, SplittableRandom random) {
        ofARow(kernel, random, (x, row, columns) -> {
            int left = random.nextInt(columns);
            double expected = others(Arrays.copyOfRange(x, row, row + columns), left);
            assertThat(kernel.call(kernel.array(x), row + left, row, columns)).isEqualTo(expected);
        });
    }

    /** Looks at one row of numbers. */
    private interface LookAtARow {
        void at(double[] x, int row, int columns);
    }

    private static void ofARow(TestedKernel kernel, SplittableRandom random, LookAtARow look) {
        for (int[] size : ROWS_AND_COLUMNS) {
            double[] x = numbers(kernel, random, size[0] * size[1]);
            look.at(x, random.nextInt(size[0]) * size[1], size[1]);
        }
    }

    /** A condition of zeros, ones and odd numbers; each input is repeated, and the others may be one number. */
    private static void where(TestedKernel kernel, SplittableRandom random) {
        for (int draw = 0; draw < DRAWS; draw++) {
            int row = random.nextInt(1, 70);
            int rows = random.nextInt(1, 6);
            int size = row * rows * random.nextInt(1, 4);
            int[] lengths = {row, row * rows, size};
            double[] condition = numbers(kernel, random, lengths[random.nextInt(3)]);
            for (int i = 0; i < condition.length; i++) {
                condition[i] = random.nextInt(3) == 0 ? condition[i] : random.nextInt(2);
            }
            double[] chosen = numbers(kernel, random, lengths[random.nextInt(3)]);
            double[] other = numbers(kernel, random, random.nextBoolean() ? 1 : lengths[random.nextInt(3)]);
            double[] expected = new double[size];
            for (int i = 0; i < size; i++) {
                expected[i] =
                        condition[i % condition.length] != 0 ? chosen[i % chosen.length] : other[i % other.length];
            }
            Object out = kernel.array(untouched(size));
            kernel.call(
                    kernel.array(condition),
                    kernel.array(chosen),
                    kernel.array(other),
                    out,
                    size,
                    condition.length,
                    chosen.length,
                    other.length);
            assertThat(TestedKernel.doubles(out)).isEqualTo(expected);
        }
    }

    private static void copy(TestedKernel kernel, SplittableRandom random) {
        for (int draw = 0; draw < DRAWS; draw++) {
            int run = random.nextInt(1, 50);
            int[] lengths = random.ints(4, 1, 5).toArray();
            int[] strides = random.ints(4, 0, 60).toArray();
            int greatest = 0;
            for (int loop = 0; loop < 4; loop++) {
                greatest += (lengths[loop] - 1) * strides[loop];
            }
            double[] x = numbers(kernel, random, greatest + run);
            double[] expected = new double[Arrays.stream(lengths).reduce(run, (a, b) -> a * b)];
            for (int i = 0; i < expected.length; i++) {
                int rest = i / run;
                int from = i % run;
                for (int loop = 3; loop >= 0; loop--) {
                    from += rest % lengths[loop] * strides[loop];
                    rest /= lengths[loop];
                }
                expected[i] = x[from];
            }
            Object out = kernel.array(untouched(expected.length));
            kernel.call(
                    kernel.array(x),
                    out,
                    run,
                    lengths[0],
                    strides[0],
                    lengths[1],
                    strides[1],
                    lengths[2],
                    strides[2],
                    lengths[3],
                    strides[3]);
            assertThat(TestedKernel.doubles(out)).isEqualTo(expected);
        }
    }

    private static void divide(TestedKernel kernel, double[] x, double[] out) {
        double share = 1 / (1 + others(out, greatest(x)));
        for (int i = 0; i < x.length; i++) {
            out[i] = kernel.round(out[i] * share);
        }
    }

    private static void subtractLog(TestedKernel kernel, double[] x, double[] out) {
        double logSum = Math.log1p(others(out, greatest(x)));
        for (int i = 0; i < x.length; i++) {
            out[i] = kernel.round(x[i] - x[greatest(x)] - logSum);
        }
    }

    private static void softmax(TestedKernel kernel, SplittableRandom random) {
        rows(kernel, random, (x, out) -> {
            System.arraycopy(exponentials(kernel, x), 0, out, 0, x.length);
            divide(kernel, x, out);
        });
    }

    private static void logSoftmax(TestedKernel kernel, SplittableRandom random) {
        rows(kernel, random, (x, out) -> {
            System.arraycopy(exponentials(kernel, x), 0, out, 0, x.length);
            subtractLog(kernel, x, out);
        });
    }

    private static void gather(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            double[] rows = numbers(kernel, random, size[0] * size[1]);
            double[] indices = indices(random, size[0], size[1]);
            double[] expected = new double[size[0]];
            for (int i = 0; i < size[0]; i++) {
                expected[i] = rows[i * size[1] + (int) indices[i]];
            }
            indexed(kernel, rows, indices, expected, size);
        }
    }

    private static void scatter(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            double[] elements = numbers(kernel, random, size[0]);
            double[] indices = indices(random, size[0], size[1]);
            double[] expected = new double[size[0] * size[1]];
            for (int i = 0; i < size[0]; i++) {
                expected[i * size[1] + (int) indices[i]] = elements[i];
            }
            indexed(kernel, elements, indices, expected, size);
        }
    }

    private static void take(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            double[] rows = numbers(kernel, random, size[0] * size[1]);
            double[] indices = indices(random, size[0] * EACH, size[1]);
            double[] expected = new double[size[0] * EACH];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = rows[i / EACH * size[1] + (int) indices[i]];
            }
            Object out = kernel.array(untouched(expected.length));
            kernel.call(kernel.array(rows), kernel.array(indices), out, expected.length, EACH, size[1]);
            assertThat(TestedKernel.doubles(out)).isEqualTo(expected);
        }
    }

    private static void put(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            double[] elements = numbers(kernel, random, size[0] * EACH);
            double[] indices = indices(random, size[0] * EACH, size[1]);
            double[] expected = new double[size[0] * size[1]];
            for (int i = 0; i < elements.length; i++) {
                int at = i / EACH * size[1] + (int) indices[i];
                expected[at] = kernel.round(expected[at] + elements[i]);
            }
            Object out = kernel.array(untouched(expected.length));
            kernel.call(kernel.array(elements), kernel.array(indices), out, elements.length, EACH, size[1]);
            assertThat(TestedKernel.doubles(out)).isEqualTo(expected);
        }
    }

    private static void narrow(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            int from = random.nextInt(size[1]);
            int count = 1 + random.nextInt(size[1] - from);
            double[] x = numbers(kernel, random, size[0] * size[1]);
            double[] expected = new double[size[0] * count];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = x[i / count * size[1] + from + i % count];
            }
            Object out = kernel.array(untouched(expected.length));
            kernel.call(kernel.array(x), out, size[0], size[1], from, count);
            assertThat(TestedKernel.doubles(out)).isEqualTo(expected);
        }
    }

    private static void place(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            int from = random.nextInt(size[1]);
            int count = 1 + random.nextInt(size[1] - from);
            double[] x = numbers(kernel, random, size[0] * count);
            double[] expected = untouched(size[0] * size[1]);
            for (int i = 0; i < x.length; i++) {
                expected[i / count * size[1] + from + i % count] = x[i];
            }
            Object out = kernel.array(untouched(expected.length));
            kernel.call(kernel.array(x), out, size[0], size[1], from, count);
            assertThat(TestedKernel.doubles(out)).isEqualTo(expected);
        }
    }

    /** Windows on images, as plain loops see them. */
    private record Windows(WindowGrid grid) {
        static Windows draw(SplittableRandom random) {
            int height = random.nextInt(3, 8);
            int width = random.nextInt(3, 8);
            int rows = random.nextInt(1, 4);
            int columns = random.nextInt(1, 4);
            boolean keepsSize = random.nextBoolean();
            return new Windows(new WindowGrid(
                    random.nextInt(1, 3),
                    random.nextInt(1, 4),
                    height,
                    width,
                    rows,
                    columns,
                    keepsSize ? height : random.nextInt(1, 4),
                    keepsSize ? width : random.nextInt(1, 4),
                    keepsSize ? 1 : random.nextInt(1, 3),
                    keepsSize ? 1 : random.nextInt(1, 3),
                    random.nextInt(rows),
                    random.nextInt(columns),
                    random.nextInt(1, 3),
                    random.nextInt(1, 3)));
        }

        int pixels() {
            return grid.images() * grid.channels() * grid.height() * grid.width();
        }

        int places() {
            return grid.images() * grid.outRows() * grid.outColumns();
        }

        int patch() {
            return grid.channels() * grid.kernelRows() * grid.kernelColumns();
        }

        /** Returns the pixel of an element of a patch at a place of an image, or -1 in the padding. */
        int pixel(int place, int channel, int p, int q) {
            int row = place / grid.outColumns() % grid.outRows() * grid.strideRows()
                    - grid.padTop()
                    + p * grid.dilationRows();
            int column = place % grid.outColumns() * grid.strideColumns() - grid.padLeft() + q * grid.dilationColumns();
            boolean inside = row >= 0 && row < grid.height() && column >= 0 && column < grid.width();
            int image = place / (grid.outRows() * grid.outColumns());
            return inside ? ((image * grid.channels() + channel) * grid.height() + row) * grid.width() + column : -1;
        }

        /** Returns the pixel that each element of a patch sees at each place. */
        int[] pixelsOfPatches() {
            int[] pixels = new int[places() * patch()];
            for (int i = 0; i < pixels.length; i++) {
                int element = i / places();
                pixels[i] = pixel(
                        i % places(),
                        element / (grid.kernelRows() * grid.kernelColumns()),
                        element / grid.kernelColumns() % grid.kernelRows(),
                        element % grid.kernelColumns());
            }
            return pixels;
        }

        void call(TestedKernel kernel, Object x, Object out) {
            kernel.call(Stream.concat(
                            Stream.of(x, out), Arrays.stream(grid.numbers()).boxed())
                    .toArray());
        }
    }

    private static void unfold(TestedKernel kernel, SplittableRandom random) {
        for (int round = 0; round < DRAWS; round++) {
            Windows windows = Windows.draw(random);
            double[] x = numbers(kernel, random, windows.pixels());
            double[] expected = Arrays.stream(windows.pixelsOfPatches())
                    .mapToDouble(pixel -> pixel < 0 ? 0 : x[pixel])
                    .toArray();
            Object out = kernel.array(untouched(expected.length));
            windows.call(kernel, kernel.array(x), out);
            assertThat(TestedKernel.doubles(out)).as("%s", windows).isEqualTo(expected);
        }
    }

    private static void fold(TestedKernel kernel, SplittableRandom random) {
        for (int round = 0; round < DRAWS; round++) {
            Windows windows = Windows.draw(random);
            int[] pixels = windows.pixelsOfPatches();
            double[] patches = numbers(kernel, random, pixels.length);
            double[] expected = new double[windows.pixels()];
            for (int element = windows.patch() - 1; element >= 0; element--) {
                for (int place = 0; place < windows.places(); place++) {
                    int i = element * windows.places() + place;
                    if (pixels[i] >= 0) {
                        expected[pixels[i]] = kernel.round(expected[pixels[i]] + patches[i]);
                    }
                }
            }
            Object out = kernel.array(untouched(expected.length));
            windows.call(kernel, kernel.array(patches), out);
            assertThat(TestedKernel.doubles(out)).as("%s", windows).isEqualTo(expected);
        }
    }

    private static void winners(TestedKernel kernel, SplittableRandom random) {
        for (int round = 0; round < DRAWS; round++) {
            Windows windows = Windows.draw(random);
            double[] x = numbers(kernel, random, windows.pixels());
            int ofAnImage = windows.grid().outRows() * windows.grid().outColumns();
            double[] expected = new double[windows.places() * windows.grid().channels()];
            for (int i = 0; i < expected.length; i++) {
                int channel = i / ofAnImage % windows.grid().channels();
                int place = i / (ofAnImage * windows.grid().channels()) * ofAnImage + i % ofAnImage;
                int best = -1;
                for (int k = 0; k < windows.grid().kernelRows() * windows.grid().kernelColumns(); k++) {
                    int pixel = windows.pixel(
                            place,
                            channel,
                            k / windows.grid().kernelColumns(),
                            k % windows.grid().kernelColumns());
                    if (pixel >= 0
                            && (best < 0 || x[pixel] > x[best] || Double.isNaN(x[pixel]) && !Double.isNaN(x[best]))) {
                        best = pixel;
                    }
                }
                expected[i] = best < 0
                        ? -1
                        : best % (windows.grid().height() * windows.grid().width());
            }
            Object out = kernel.array(untouched(expected.length));
            windows.call(kernel, kernel.array(x), out);
            assertThat(TestedKernel.doubles(out)).as("%s", windows).isEqualTo(expected);
        }
    }

    private static void indexSelect(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            double[] table = numbers(kernel, random, 5 * size[1]);
            double[] indices = indices(random, size[0], 5);
            double[] expected = new double[size[0] * size[1]];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = table[((int) indices[i / size[1]]) * size[1] + i % size[1]];
            }
            indexed(kernel, table, indices, expected, size);
        }
    }

    private static void indexAdd(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            double[] rows = numbers(kernel, random, size[0] * size[1]);
            double[] indices = indices(random, size[0], 5);
            double[] expected = new double[5 * size[1]];
            for (int i = 0; i < rows.length; i++) {
                int to = ((int) indices[i / size[1]]) * size[1] + i % size[1];
                expected[to] = kernel.round(expected[to] + rows[i]);
            }
            indexed(kernel, rows, indices, expected, size);
        }
    }

    private static void sumRows(TestedKernel kernel, SplittableRandom random) {
        for (int[] size : ROWS_AND_COLUMNS) {
            double[] rows = numbers(kernel, random, size[0] * size[1]);
            double[] expected = new double[size[1]];
            for (int i = 0; i < rows.length; i++) {
                expected[i % size[1]] = kernel.round(expected[i % size[1]] + rows[i]);
            }
            Object out = kernel.array(untouched(expected.length));
            kernel.call(kernel.array(rows), out, size[0], size[1]);
            assertThat(TestedKernel.doubles(out)).as(Arrays.toString(size)).isEqualTo(expected);
        }
    }

    private static void indexed(TestedKernel kernel, double[] from, double[] indices, double[] expected, int[] size) {
        Object out = kernel.array(untouched(expected.length));
        kernel.call(kernel.array(from), kernel.array(indices), out, size[0], size[1]);
        assertThat(TestedKernel.doubles(out)).as(Arrays.toString(size)).isEqualTo(expected);
    }
}
