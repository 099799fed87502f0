package dev.downhill.explain.transcript;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as it stands in a printout.
 *
 * @param line its line, from 0
 * @param from where it begins in the line
 * @param to where it ends
 * @param decimals how many digits after the point were printed; more than {@code text} shows where an array drops zeros
 * @param percent whether a percent sign follows
 */
record PrintedNumber(String text, int line, int from, int to, int decimals, boolean percent) {
    static final Pattern NUMERAL = Pattern.compile(
            "[-+\u2212]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][-+]?\\d{1,4})?|[-+\u2212]?(?i:nan|infinity|inf)(?![\\p{L}_])");
    private static final int SINGLE_DIGITS = 9;

    static PrintedNumber of(String text, int line, int from, boolean percent) {
        return new PrintedNumber(text, line, from, from + text.length(), decimals(text), percent);
    }

    /** Returns the same number, printed with at least so many decimals. */
    PrintedNumber withDecimals(int least) {
        return new PrintedNumber(text, line, from, to, Math.max(least, decimals), percent);
    }

    double value() {
        String plain = plain(text);
        return switch (plain.replaceFirst("^[-+]", "")) {
            case "nan" -> Double.NaN;
            case "inf", "infinity" -> plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(plain);
        };
    }

    /** Returns whether it counts something: digits only. */
    boolean isCount() {
        return text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    long count() {
        return Long.parseLong(text);
    }

    /** Returns what one more in the last printed digit adds. */
    double unit() {
        return Math.pow(10, exponent() - decimals);
    }

    /** Returns how many digits are significant. */
    int digits() {
        String digits = mantissa(text).replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        return Math.max(1, digits.length());
    }

    /** Returns whether it has more digits than a float32 holds, and they are those of a float32. */
    boolean isSinglePrecision() {
        double value = value();
        if (!isLong() || !Double.isFinite(value)) {
            return false;
        }
        var single = new BigDecimal((double) (float) value).round(new MathContext(digits()));
        return single.compareTo(new BigDecimal(plain(text)).round(new MathContext(digits()))) == 0;
    }

    /** Returns whether it has more digits than a float32 holds, zeros at the end not counted. */
    boolean isLong() {
        String digits = mantissa(text).replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        return digits.replaceFirst("0+$", "").length() > SINGLE_DIGITS;
    }

    /** Returns a number printed with as many digits. */
    String printed(@Nullable Double right) {
        if (right == null) {
            return "nan";
        }
        String format = "%." + decimals + (exponentMark(text) < 0 ? "f" : "e");
        return String.format(Locale.ROOT, format, right);
    }

    private int exponent() {
        int mark = exponentMark(text);
        return mark < 0 ? 0 : Integer.parseInt(text.substring(mark + 1));
    }

    private static String plain(String text) {
        return text.replace('\u2212', '-').replace(",", "").toLowerCase(Locale.ROOT);
    }

    private static int exponentMark(String text) {
        String plain = plain(text);
        return plain.contains("n") ? -1 : plain.indexOf('e');
    }

    private static String mantissa(String text) {
        int mark = exponentMark(text);
        return mark < 0 ? text : text.substring(0, mark);
    }

    private static int decimals(String text) {
        String mantissa = mantissa(text);
        int point = mantissa.indexOf('.');
        return point < 0 ? 0 : mantissa.length() - point - 1;
    }
}
