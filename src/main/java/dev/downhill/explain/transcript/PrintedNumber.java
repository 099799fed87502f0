package dev.downhill.explain.transcript;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number of a line, as it is printed there.
 *
 * @param name what it is said to be: {@code loss}, {@code w}, {@code W[0]}
 * @param from where it begins in the line
 * @param to where it ends
 */
record PrintedNumber(String name, String text, int from, int to) {
    /** What may be lost where a tutorial computes in float32. */
    private static final double FLOAT32 = 3e-7;

    double value() {
        String plain = text.toLowerCase(Locale.ROOT);
        return switch (plain.replaceFirst("^[-+]", "")) {
            case "nan" -> Double.NaN;
            case "inf", "infinity" -> plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(plain);
        };
    }

    /** Returns whether the right number would be printed so with as many digits; null stands for one that is not finite. */
    boolean agrees(@Nullable Double right) {
        double printed = value();
        if (right == null || !Double.isFinite(printed)) {
            return right == null && !Double.isFinite(printed);
        }
        double half = 0.5 * Math.pow(10, exponent() - decimals());
        return Math.abs(printed - right) <= half * (1 + 1e-9) + FLOAT32 * Math.abs(right);
    }

    /** Returns a number printed with as many digits. */
    String printed(@Nullable Double right) {
        if (right == null) {
            return "nan";
        }
        String format = "%." + decimals() + (exponentMark() < 0 ? "f" : "e");
        return String.format(Locale.ROOT, format, right);
    }

    private int exponentMark() {
        return text.toLowerCase(Locale.ROOT).indexOf('e');
    }

    private int exponent() {
        int mark = exponentMark();
        return mark < 0 ? 0 : Integer.parseInt(text.substring(mark + 1));
    }

    private int decimals() {
        int point = text.indexOf('.');
        int end = exponentMark() < 0 ? text.length() : exponentMark();
        return point < 0 ? 0 : end - point - 1;
    }
}
