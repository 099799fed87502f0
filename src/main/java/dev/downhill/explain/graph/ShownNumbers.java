package dev.downhill.explain.graph;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.training.record.Summary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values as an explanation shows them: small tensors whole, large ones in a few numbers. */
public final class ShownNumbers {
    /** Tensors of at most so many elements are shown whole. */
    public static final int WHOLE = 64;

    private static final int WHOLE_IN_TEXT = 6;
    private static final int BINS = 10;
    private static final MathContext DIGITS = new MathContext(8);
    private static final double LONGEST_WHOLE = 1e15;
    private static final int SHORT = 10;

    private ShownNumbers() {}

    /**
     * Returns a value for JSON: a number, lists nested as the dimensions are, or, of more than 64 elements, an object with
     * their norm, mean, std, min, max and histogram; null stands for a number that is not finite.
     */
    public static @Nullable Object json(NDArray value) {
        return value.values().length > WHOLE ? summary(value.values()) : nested(value.values(), value.shape(), 0, 0);
    }

    /** Returns a value of any size for JSON: a number, or lists nested as the dimensions are. */
    public static @Nullable Object whole(NDArray value) {
        return nested(value.values(), value.shape(), 0, 0);
    }

    private static @Nullable Object nested(double[] elements, Shape shape, int axis, int from) {
        if (axis == shape.rank()) {
            return finite(elements[from]);
        }
        List<@Nullable Object> list = new ArrayList<>();
        int stride = shape.strides()[axis];
        for (int i = 0; i < shape.dim(axis); i++) {
            list.add(nested(elements, shape, axis + 1, from + i * stride));
        }
        return list;
    }

    /** Returns a number for JSON; null stands for one that is not finite. */
    public static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private static Map<String, @Nullable Object> summary(double[] elements) {
        Summary summary = Summary.of(elements);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        double[] numbers = summary.numbers();
        for (int i = 0; i < numbers.length; i++) {
            shown.put(Summary.NAMES.get(i), finite(numbers[i]));
        }
        shown.put("histogram", histogram(elements, summary.min(), summary.max()));
        return shown;
    }

    /** Returns how many elements lie in each of ten parts, equally wide, between the least and the greatest. */
    private static List<Integer> histogram(double[] elements, double min, double max) {
        int[] counts = new int[BINS];
        for (double element : elements) {
            double part = (element - min) / (max - min) * BINS;
            counts[Double.isFinite(part) ? Math.min((int) part, BINS - 1) : 0]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    /** Returns a value for a line of text. */
    public static String text(NDArray value) {
        return text(value, WHOLE_IN_TEXT);
    }

    /** Returns a value for a line of text; one of more than {@code most} elements as its shape and norm. */
    public static String text(NDArray value, int most) {
        double[] elements = value.values();
        if (value.shape().rank() == 0) {
            return text(elements[0]);
        }
        if (elements.length > most) {
            return "{" + value.shape() + " norm " + text(Summary.of(elements).norm()) + "}";
        }
        return nestedText(elements, value.shape(), 0, 0);
    }

    private static String nestedText(double[] elements, Shape shape, int axis, int from) {
        if (axis == shape.rank()) {
            return text(elements[from]);
        }
        var list = new StringJoiner(", ", "[", "]");
        int stride = shape.strides()[axis];
        for (int i = 0; i < shape.dim(axis); i++) {
            list.add(nestedText(elements, shape, axis + 1, from + i * stride));
        }
        return list.toString();
    }

    /** Returns a number, with eight digits where it has more than a few. */
    public static String text(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        if (number == Math.rint(number) && Math.abs(number) < LONGEST_WHOLE) {
            return Long.toString((long) number);
        }
        String exact = Double.toString(number);
        if (exact.length() <= SHORT) {
            return exact.replace(".0E", "e").replace('E', 'e');
        }
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        boolean plain = Math.abs(number) >= 1e-4 && Math.abs(number) < LONGEST_WHOLE;
        return plain ? rounded.toPlainString() : rounded.toString().replace("E", "e");
    }

    /** Returns a number or a tensor so that it can stand inside a formula. */
    public static String operand(NDArray value) {
        return FormulaText.operand(text(value));
    }
}
