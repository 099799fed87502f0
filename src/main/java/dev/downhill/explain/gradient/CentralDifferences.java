package dev.downhill.explain.gradient;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Computes the gradient of a scalar from its values a little to the left and to the right, by the formula of fourth order.
 *
 * <p>A large distance has an error from the curvature of the function, a small one from rounding. Near a kink or the
 * edge of a domain only a small distance stays on the right side. So the class tries several distances, and a
 * {@link Convergence} chooses one. There is no slope if the function is not finite, or if the quotients of one side
 * alone have no limit. At a pole, a jump or the edge of a domain, the difference of the two sides may still look like a
 * number.
 */
final class CentralDifferences {
    /** Powers of 2, so that the points beside an ordinary number are exact: from 8e-3 to 5e-10. */
    private static final double[] DISTANCES = {
        0x1p-7, 0x1p-10, 0x1p-13, 0x1p-16, 0x1p-19, 0x1p-22, 0x1p-25, 0x1p-28, 0x1p-31
    };

    /** Nearer to 0 the function may change over distances of the size of the point itself. */
    private static final double NEAR_ZERO = 1e-3;

    private final Tensor scalar;
    private final Interpreter interpreter;
    private final double value;

    /**
     * A slope, and the one-sided slopes at a kink.
     *
     * @param central the slope, or NaN if there is none
     */
    record Slope(double central, double left, double right) {
        static final Slope NONE = new Slope(Double.NaN, Double.NaN, Double.NaN);

        boolean isKink() {
            return left != right && !Double.isNaN(central);
        }
    }

    /**
     * @param variables what the scalar is computed from
     * @param point their values, in that order
     */
    CentralDifferences(Tensor scalar, List<Tensor> variables, List<double[]> point) {
        this.scalar = scalar;
        this.interpreter = new Interpreter(Graph.of(scalar), DType.FLOAT64);
        for (int i = 0; i < variables.size(); i++) {
            interpreter.set(variables.get(i), point.get(i));
        }
        interpreter.run();
        this.value = interpreter.get(scalar)[0];
    }

    /** Returns the slopes with respect to the elements of a variable, which stands at {@code point}. */
    Slope[] of(Tensor variable, double[] point) {
        Slope[] slopes = new Slope[point.length];
        double[] moved = point.clone();
        for (int i = 0; i < point.length; i++) {
            slopes[i] = Double.isFinite(value) ? slope(variable, moved, i) : Slope.NONE;
        }
        interpreter.set(variable, point);
        return slopes;
    }

    private Slope slope(Tensor variable, double[] point, int element) {
        double size = Math.abs(point[element]);
        Slope usual = slope(variable, point, element, Math.max(1, size));
        boolean isDoubtful = Double.isNaN(usual.central) || usual.isKink();
        if (isDoubtful && size > 0 && size < NEAR_ZERO) {
            Slope near = slope(variable, point, element, size);
            return Double.isNaN(near.central) ? usual : near;
        }
        return usual;
    }

    private Slope slope(Tensor variable, double[] point, int element, double scale) {
        var central = new Convergence();
        var left = new Convergence();
        var right = new Convergence();
        for (double distance : DISTANCES) {
            double h = Math.scalb(distance, Math.getExponent(scale));
            double near = at(variable, point, element, h);
            double far = at(variable, point, element, 2 * h);
            double nearLeft = at(variable, point, element, -h);
            double farLeft = at(variable, point, element, -2 * h);
            double noise = Math.ulp(Math.max(Math.abs(value), Math.max(Math.abs(near), Math.abs(nearLeft)))) / h;
            central.next((8 * (near - nearLeft) - (far - farLeft)) / (12 * h), noise);
            right.next((4 * near - far - 3 * value) / (2 * h), noise);
            left.next((3 * value - 4 * nearLeft + farLeft) / (2 * h), noise);
        }
        if (!left.settled() || !right.settled()) {
            return Slope.NONE;
        }
        @Nullable Slope kink = kink(central, left, right);
        return kink == null ? new Slope(central.best(), central.best(), central.best()) : kink;
    }

    /** Two slopes that are farther apart than both are in doubt. */
    private static @Nullable Slope kink(Convergence central, Convergence left, Convergence right) {
        double apart = Math.abs(left.best() - right.best());
        double size = Math.max(Math.abs(left.best()), Math.abs(right.best()));
        boolean isKink = apart > 10 * (left.doubt() + right.doubt()) + 1e-6 * size;
        return isKink ? new Slope(central.best(), left.best(), right.best()) : null;
    }

    private double at(Tensor variable, double[] point, int element, double step) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
        double here = point[element];
        point[element] = here + step;
        interpreter.set(variable, point);
        point[element] = here;
        interpreter.run();
        return interpreter.get(scalar)[0];
    }
}
