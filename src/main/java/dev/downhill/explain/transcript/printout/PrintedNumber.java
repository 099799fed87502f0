package dev.downhill.explain.transcript.printout;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as it stands in a printout.
 *
 * @param line its line, from 0
 * @param from where it begins in the line
 * @param decimals how many digits after the point were printed; more than {@code text} shows where an array drops zeros
 * @param percent whether a percent sign follows
 * @param value what it says
 * @param digits how many of its digits are significant
 * @param isLong whether it has more digits than a float32 holds, zeros at the end not counted
 */
public record PrintedNumber(
        String text, int line, int from, int decimals, boolean percent, double value, int digits, boolean isLong) {
    /** A number as programs print it. */
    public static final Pattern NUMERAL = Pattern.compile(
            "[-+\u2212]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][-+\u2212]?\\d{1,4})?|[-+\u2212]?(?i:nan|infinity|inf)(?![\\p{L}_])");

    /** A number whose thousands stand in groups; without a point it could be a list. */
    static final Pattern THOUSANDS = Pattern.compile("[-+\u2212]?\\d{1,3}(?:,\\d{3})+\\.\\d+(?![\\p{L}\\d_])");

    private static final Pattern DIGITS = Pattern.compile("\\d[\\d.]*+");
    private static final int SINGLE_DIGITS = 9;

    /** Returns about how many numbers some lines have, before they are read; no fewer. */
    public static long count(List<String> lines) {
        return lines.stream()
                .mapToLong(line -> DIGITS.matcher(line).results().count())
                .sum();
    }

    /** Returns the number that a numeral says; {@code text} must match {@link #NUMERAL}. */
    public static PrintedNumber of(String text, int line, int from, boolean percent) {
        String mantissa = mantissa(text);
        int point = mantissa.indexOf('.');
        int digits = 0;
        int untilLast = 0;
        for (int i = 0; i < mantissa.length(); i++) {
            char c = mantissa.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            digits += digit && (c > '0' || digits > 0) ? 1 : 0;
            untilLast = digit && c > '0' ? digits : untilLast;
        }
        int decimals = point < 0 ? 0 : mantissa.length() - point - 1;
        return new PrintedNumber(
                text,
                line,
                from,
                decimals,
                percent,
                value(plain(text)),
                Math.max(1, digits),
                untilLast > SINGLE_DIGITS);
    }

    private static double value(String plain) {
        if (plain.endsWith("nan")) {
            return Double.NaN;
        }
        boolean infinite = plain.indexOf('i') >= 0;
        double unsigned = infinite ? Double.POSITIVE_INFINITY : Double.parseDouble(plain);
        return infinite && plain.startsWith("-") ? -unsigned : unsigned;
    }

    /** Returns the same number, printed with at least so many decimals. */
    PrintedNumber withDecimals(int least) {
        return new PrintedNumber(text, line, from, Math.max(least, decimals), percent, value, digits, isLong);
    }

    /** Returns where it ends in the line. */
    public int to() {
        return from + text.length();
    }

    /** Returns whether it counts something: digits only. */
    public boolean isCount() {
        return text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    public long count() {
        return Long.parseLong(text);
    }

    /** Returns what one more in the last printed digit adds; a positive exponent of a zero adds nothing to it. */
    public double unit() {
        int exponent = value == 0 ? Math.min(exponent(), 0) : exponent();
        return Math.clamp(Math.pow(10, exponent - decimals), Double.MIN_NORMAL, Double.MAX_VALUE);
    }

    /** Returns whether it has more digits than a float32 holds, and they are those of a float32. */
    public boolean isSinglePrecision() {
        return isLong && Math.abs((double) (float) value - value) <= unit() / 2;
    }

    /**
     * Returns a number printed as this one is: with as many decimals, an exponent or none, its signs and separators.
     *
     * @param truncated whether digits are cut off, not rounded
     */
    public String printed(@Nullable Double right, boolean truncated) {
        return right == null ? "nan" : NumberStyle.of(this).printed(right, truncated);
    }

    private int exponent() {
        int mark = exponentMark(text);
        return mark < 0 ? 0 : Integer.parseInt(plain(text.substring(mark + 1)));
    }

    private static String plain(String text) {
        return text.replace('\u2212', '-').replace(",", "").toLowerCase(Locale.ROOT);
    }

    static int exponentMark(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return small.contains("n") ? -1 : small.indexOf('e');
    }

    private static String mantissa(String text) {
        int mark = exponentMark(text);
        return mark < 0 ? text : text.substring(0, mark);
    }
}
