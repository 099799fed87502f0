package dev.downhill.export.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Numbers as short as they can be beside an axis: {@code 0.25}, {@code 12000}, {@code 1e-7}. */
final class ShortNumberFormat extends NumberFormat {
    private static final long serialVersionUID = 1L;
    private static final MathContext DIGITS = new MathContext(6);
    private static final double LARGE = 1e6;
    private static final double SMALL = 1e-4;

    private final Scale scale;

    /** @param scale what a height on the axis stands for */
    ShortNumberFormat(Scale scale) {
        this.scale = scale;
    }

    private static String format(BigDecimal exact) {
        BigDecimal number = exact.round(DIGITS).stripTrailingZeros();
        double size = Math.abs(number.doubleValue());
        if (size == 0 || (size >= SMALL && size < LARGE)) {
            return number.toPlainString().replace('-', '\u2212');
        }
        int exponent = number.precision() - number.scale() - 1;
        String digits = number.movePointLeft(exponent).toPlainString();
        return (digits + "e" + exponent).replace('-', '\u2212');
    }

    @Override
    public StringBuffer format(double height, StringBuffer to, FieldPosition position) {
        double number = scale.value(height);
        return to.append(Double.isFinite(number) ? format(new BigDecimal(number)) : "");
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
        return format((double) number, to, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        throw new UnsupportedOperationException("numbers are only written");
    }
}
