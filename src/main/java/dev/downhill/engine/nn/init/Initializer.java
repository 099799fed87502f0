package dev.downhill.engine.nn.init;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import java.util.random.RandomGenerator;

/**
 * Draws the initial values of a parameter's elements, by the rules of <a
 * href="https://docs.pytorch.org/docs/stable/nn.init.html">torch.nn.init</a>. The numbers are not PyTorch's, because
 * its generator is another.
 */
@FunctionalInterface
public interface Initializer {
    /**
     * Returns one element, drawn anew.
     *
     * @param fanIn how many inputs go into one output
     * @param fanOut how many outputs one input goes into
     */
    double element(int fanIn, int fanOut, RandomGenerator random);

    /**
     * Returns a parameter, its elements drawn row by row.
     *
     * @param shape (out, in) for a matrix, as PyTorch keeps weights; the fan-in is the number of elements in a row.
     */
    default NDArray initial(Shape shape, RandomGenerator random) {
        int fanOut = shape.rank() == 0 ? 1 : shape.dim(0);
        int fanIn = shape.rank() < 2 ? fanOut : shape.size() / Math.max(1, fanOut);
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = element(fanIn, fanOut, random);
        }
        return new NDArray(shape, values);
    }
}
