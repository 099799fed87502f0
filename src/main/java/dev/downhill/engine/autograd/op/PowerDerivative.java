package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;

/**
 * A derivative of {@code a ** b}, of any order: {@code byBase} times by a and {@code byExponent} times by b.
 *
 * <p>With n and k for the two orders it is the k-th derivative by b of b (b - 1) ... (b - n + 1) a ** (b - n): a sum of terms
 * coefficient * a ** (b - n) * log(a) ** m. A term whose coefficient is 0 is 0, and so is one with a logarithm at a = 0 if
 * its exponent is not negative: the limit, or for an exponent of 0 PyTorch's choice. So nothing is 0 times infinity.
 */
record PowerDerivative(int byBase, int byExponent) implements Elementwise.Binary {
    @Override
    public String name() {
        return "powDerivative";
    }

    @Override
    public double apply(double a, double b) {
        double exponent = b - byBase;
        double lost = lost(b, byBase);
        double log = byExponent == 0 && lost == 0 ? 0 : Math.log(a);
        double power = Power.of(a, exponent);
        if (lost != 0 && Double.isFinite(log)) {
            power *= 1 + lost * log;
        }
        double[] factorial = fallingFactorial(b);
        double sum = 0;
        double ways = 1;
        for (int taken = 0; taken <= byExponent; taken++) {
            sum += term(ways * factorial[taken], power, exponent, log, byExponent - taken);
            ways *= byExponent - taken;
        }
        return sum;
    }

    private static double term(double coefficient, double power, double exponent, double log, int logs) {
        boolean isBaseZero = log == Double.NEGATIVE_INFINITY;
        if (coefficient == 0 || (logs > 0 && isBaseZero && exponent >= 0)) {
            return 0;
        }
        double product = coefficient * power;
        for (int i = 0; i < logs; i++) {
            product *= log;
        }
        return product;
    }

    /** Returns the Taylor coefficients of b (b - 1) ... (b - n + 1) at b. */
    private double[] fallingFactorial(double b) {
        double[] taylor = new double[byExponent + 1];
        taylor[0] = 1;
        for (int i = 0; i < byBase; i++) {
            for (int order = byExponent; order >= 0; order--) {
                taylor[order] = taylor[order] * (b - i) + (order > 0 ? taylor[order - 1] : 0);
            }
        }
        return taylor;
    }

    /** Returns what the rounding of {@code b - whole} lost, exactly. Knuth, <i>Seminumerical Algorithms</i>, 4.2.2. */
    static double lost(double b, int whole) {
        double difference = b - whole;
        double subtracted = b - difference;
        double rest = b - (difference + subtracted) + (subtracted - whole);
        return Double.isFinite(rest) ? rest : 0;
    }

    @Override
    public boolean hasPole(List<Tensor> inputs) {
        return true;
    }

    @Override
    public Tensor derivative(int input, Tensor output, List<Tensor> inputs) {
        Op next =
                input == 0 ? new PowerDerivative(byBase + 1, byExponent) : new PowerDerivative(byBase, byExponent + 1);
        return Tensor.apply(next, inputs.get(0), inputs.get(1));
    }

    @Override
    public String text(List<String> inputs) {
        String a = inputs.get(0);
        String b = inputs.get(1);
        if (byBase == 1 && byExponent == 0) {
            return b + " * " + a + " ** (" + b + " - 1)";
        }
        if (byBase == 0 && byExponent == 1) {
            return a + " ** " + b + " * log(" + a + ")";
        }
        return name() + "(" + a + ", " + b + ", " + byBase + ", " + byExponent + ")";
    }
}
