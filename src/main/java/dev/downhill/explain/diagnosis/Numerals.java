package dev.downhill.explain.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for sentences. */
final class Numerals {
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private Numerals() {}

    /** Returns a number with four digits at most: {@code 0.25}, {@code 1.234E+9}. */
    static String of(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        BigDecimal rounded = new BigDecimal(number).round(FOUR_DIGITS).stripTrailingZeros();
        double size = Math.abs(number);
        return size == 0 || (size >= 1e-4 && size < 1e6)
                ? rounded.toPlainString()
                : rounded.toString().replace("E+", "e").replace('E', 'e');
    }

    /** Returns the greatest of 1, 2 and 5 times a power of ten that is not above a positive number. */
    static double roundedDown(double number) {
        int exponent = (int) Math.floor(Math.log10(number));
        double leading = number / Math.pow(10, exponent) * (1 + 1e-9);
        int digit = leading >= 5 ? 5 : leading >= 2 ? 2 : 1;
        return Double.parseDouble(digit + "e" + exponent);
    }
}
