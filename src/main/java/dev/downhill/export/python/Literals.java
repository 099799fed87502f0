package dev.downhill.export.python;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as Python writes them. */
final class Literals {
    private static final double LARGE = 1e15;

    private Literals() {}

    /** Returns a number with every digit. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGE
                ? Long.toString((long) value) + ".0"
                : Double.toString(value);
    }

    /** Appends an array as nested lists. */
    static void append(StringBuilder to, int[] dims, double[] values) {
        nested(to, dims, 0, values, 0, values.length);
    }

    private static void nested(StringBuilder to, int[] dims, int axis, double[] values, int from, int until) {
        if (axis == dims.length) {
            to.append(number(values[from]));
            return;
        }
        int stride = dims[axis] == 0 ? 0 : (until - from) / dims[axis];
        to.append('[');
        for (int i = 0; i < dims[axis]; i++) {
            to.append(i == 0 ? "" : ", ");
            nested(to, dims, axis + 1, values, from + i * stride, from + (i + 1) * stride);
        }
        to.append(']');
    }

    /** Returns the value of an option of the catalogue: a flag, a number, or a list of numbers. */
    static String option(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? "True" : "False";
            case Number number -> number(number.doubleValue());
            case List<?> list -> "(" + list.stream().map(Literals::option).collect(Collectors.joining(", ")) + ")";
            default -> throw new IllegalArgumentException("no option is " + value);
        };
    }

    /** Returns a text in quotes. */
    static String text(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    /** Returns PyTorch's name of an option: {@code weight_decay}, {@code lr}. */
    static String optionName(String name) {
        return name.equals("learningRate")
                ? "lr"
                : name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
