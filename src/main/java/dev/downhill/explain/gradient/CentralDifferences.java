package dev.downhill.explain.gradient;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Tensor;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * The gradient of a scalar by looking at it a little to the left and to the right, with the formula of fourth order.
 *
 * <p>A large distance errs by what the function bends, a small one by rounding, and near a kink or the edge of a domain only
 * a small one stays on the right side: of several distances, that one counts whose result the next smaller one confirms best.
 */
final class CentralDifferences {
    private static final double[] DISTANCES = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9};

    private final Tensor scalar;
    private final Interpreter interpreter;

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
    }

    /** Returns the gradient with respect to a variable, which stands at {@code point}. */
    double[] of(Tensor variable, double[] point) {
        double[] gradient = new double[point.length];
        double[] moved = point.clone();
        for (int i = 0; i < point.length; i++) {
            gradient[i] = derivative(variable, moved, i);
        }
        interpreter.set(variable, point);
        return gradient;
    }

    private double derivative(Tensor variable, double[] point, int element) {
        double best = Double.NaN;
        double leastDoubt = Double.POSITIVE_INFINITY;
        double before = Double.NaN;
        double scale = Math.max(1, Math.abs(point[element]));
        for (double distance : DISTANCES) {
            double quotient = quotient(variable, point, element, distance * scale);
            double doubt = Math.abs(quotient - before);
            if (doubt < leastDoubt) {
                leastDoubt = doubt;
                best = before;
            }
            before = quotient;
        }
        return best;
    }

    private double quotient(Tensor variable, double[] point, int element, double h) {
        double near = at(variable, point, element, h) - at(variable, point, element, -h);
        double far = at(variable, point, element, 2 * h) - at(variable, point, element, -2 * h);
        return (8 * near - far) / (12 * h);
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
