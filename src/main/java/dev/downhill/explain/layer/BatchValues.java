package dev.downhill.explain.layer;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.ShownNumbers;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values and gradients of a batch's pass, read in parts. */
record BatchValues(Function<Tensor, NDArray> values, BackwardPass pass) {

    /** Returns an element by its place, row-major. */
    double at(Tensor tensor, int index) {
        return values.apply(tensor).values()[index];
    }

    double[] part(Tensor tensor, int from, int length) {
        return Arrays.copyOfRange(values.apply(tensor).values(), from, from + length);
    }

    /** Returns d(loss)/d(element); null if no gradient flows there. */
    @Nullable
    Double gradientAt(Tensor tensor, int index) {
        double[] gradient = gradient(tensor, index, 1);
        return gradient == null ? null : ShownNumbers.finite(gradient[0]);
    }

    /** Returns the gradient of a part of a tensor; null if no gradient flows there. */
    double @Nullable [] gradient(Tensor tensor, int from, int length) {
        Tensor gradient = pass.gradients().get(tensor);
        return gradient == null ? null : part(gradient, from, length);
    }

    /** Returns numbers for JSON, nested as a shape is; null for null. */
    static @Nullable Object json(double @Nullable [] numbers, int... dims) {
        return numbers == null ? null : ShownNumbers.whole(new NDArray(Shape.of(dims), numbers));
    }

    static @Nullable Object vector(double @Nullable [] numbers) {
        return numbers == null ? null : json(numbers, numbers.length);
    }

    /** Returns numbers for a line of text. */
    static String text(double[] numbers) {
        return ShownNumbers.text(new NDArray(Shape.of(numbers.length), numbers), 9);
    }

    static double[] times(double[] numbers, double factor) {
        return Arrays.stream(numbers).map(number -> number * factor).toArray();
    }

    static double[] products(double[] numbers, double[] others) {
        double[] products = new double[numbers.length];
        Arrays.setAll(products, i -> numbers[i] * others[i]);
        return products;
    }
}
