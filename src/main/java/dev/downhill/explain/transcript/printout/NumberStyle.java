package dev.downhill.explain.transcript.printout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * The way in which a number is printed. Digits are rounded as C and Python round them: the exact value, half to even.
 *
 * @param decimals how many digits stand behind the point.
 * @param exponent how the exponent begins, {@code e} or {@code E}; empty if there is none.
 * @param exponentDigits the least number of digits of the exponent.
 * @param plus whether a number that is not negative has a sign.
 * @param minus the sign of a negative one.
 * @param grouped whether commas separate thousands.
 * @param leadingZero whether a zero stands before the point of a number below 1.
 * @param dropsZeros whether zeros at the end are left out, as in an array of NumPy, where the point stays.
 */
record NumberStyle(
        int decimals,
        String exponent,
        int exponentDigits,
        boolean plus,
        String minus,
        boolean grouped,
        boolean leadingZero,
        boolean dropsZeros) {
    private static final char LONG_MINUS = '\u2212';
    private static final String SIGN = "^[-+\u2212]";
    private static final int DECIMALS_WHERE_NONE_ARE_KNOWN = 6;

    static NumberStyle of(PrintedNumber number) {
        String text = number.text();
        int mark = PrintedNumber.exponentMark(text);
        String exponent = mark < 0 ? "" : text.substring(mark + 1).replaceFirst(SIGN, "");
        String unsigned = text.replaceFirst(SIGN, "");
        return new NumberStyle(
                Double.isFinite(number.value()) ? number.decimals() : DECIMALS_WHERE_NONE_ARE_KNOWN,
                mark < 0 ? "" : text.substring(mark, mark + 1),
                exponent.length(),
                text.startsWith("+"),
                text.indexOf(LONG_MINUS) >= 0 ? String.valueOf(LONG_MINUS) : "-",
                text.indexOf(',') >= 0,
                !unsigned.startsWith("."),
                dropsZeros(mark < 0 ? text : text.substring(0, mark), number.decimals()));
    }

    /** Returns whether a numeral shows fewer decimals than it has, or a point without decimals. */
    private static boolean dropsZeros(String mantissa, int decimals) {
        int point = mantissa.indexOf('.');
        return point >= 0 && (mantissa.length() - point - 1 < decimals || point == mantissa.length() - 1);
    }

    String printed(double number, boolean truncated) {
        if (!Double.isFinite(number)) {
            return String.valueOf(number).toLowerCase(Locale.ROOT).replace("infinity", "inf");
        }
        RoundingMode rounding = truncated ? RoundingMode.DOWN : RoundingMode.HALF_EVEN;
        var exact = new BigDecimal(Math.abs(number));
        String digits = exponent.isEmpty() ? fixed(exact, rounding) : scientific(exact, rounding);
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        return (negative ? minus : plus ? "+" : "") + digits;
    }

    private String fixed(BigDecimal exact, RoundingMode rounding) {
        BigDecimal rounded = exact.setScale(decimals, rounding);
        String digits = grouped ? String.format(Locale.ROOT, "%,." + decimals + "f", rounded) : rounded.toPlainString();
        String shown = dropsZeros ? withoutZeros(digits) : digits;
        return !leadingZero && shown.startsWith("0.") ? shown.substring(1) : shown;
    }

    private static String withoutZeros(String digits) {
        return digits.contains(".") ? digits.replaceFirst("0+$", "") : digits + ".";
    }

    private String scientific(BigDecimal exact, RoundingMode rounding) {
        int power = power(exact);
        BigDecimal rounded = exact.movePointLeft(power).setScale(decimals, rounding);
        if (rounded.compareTo(BigDecimal.TEN) >= 0) {
            power++;
            rounded = exact.movePointLeft(power).setScale(decimals, rounding);
        }
        String size = String.valueOf(Math.abs(power));
        String zeros = "0".repeat(Math.max(0, exponentDigits - size.length()));
        return rounded.toPlainString() + exponent + (power < 0 ? minus : "+") + zeros + size;
    }

    private static int power(BigDecimal exact) {
        return exact.signum() == 0 ? 0 : exact.precision() - exact.scale() - 1;
    }
}
