package dev.downhill.explain.landscape;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.compile.Loops;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The product of a vector with the Hessian of the loss over all training rows, as the gradient of (gradient · vector): the
 * matrix itself is never there. Pearlmutter, <i>Fast Exact Multiplication by the Hessian</i>, 1994.
 *
 * <p>In double precision, whatever that of the job. A vector holds the elements of all trained parameters, one after the
 * other in the order of the model.
 */
public final class HessianProduct {
    private final Forward forward;
    private final List<String> trained;
    private final List<Tensor> vectors = new ArrayList<>();
    private final List<Tensor> products;
    private final Loop loop;
    private final int size;

    /** @param times about how often it is multiplied */
    public HessianProduct(JobSpecification job, long times) {
        this.forward = LossFunction.forward(job);
        this.trained = job.parameterNames().stream()
                .filter(name -> !job.frozen().contains(name))
                .toList();
        List<Tensor> variables = trained.stream().map(forward::parameter).toList();
        this.size =
                variables.stream().mapToInt(variable -> variable.shape().size()).sum();
        Tensor product = Tensor.of(0);
        List<Tensor> gradients = Gradients.of(forward.loss(), variables);
        for (Tensor gradient : gradients) {
            Tensor vector = Tensor.variable("vector", gradient.shape(), false);
            vectors.add(vector);
            product = product.add(gradient.mul(vector).sum());
        }
        this.products = Gradients.of(product, variables);
        var step = new StepGraph(forward.loss(), List.of(), products, List.of(), List.of(), 0);
        this.loop = Loops.of(step, DType.FLOAT64, times);
        forward.feed(loop, job, job.data().training());
    }

    /** Returns how many elements a vector has. */
    public int size() {
        return size;
    }

    /** Sets the weights at which the Hessian is taken. */
    public void at(Map<String, double[]> weights) {
        for (String name : forward.parameters().keySet()) {
            loop.set(forward.parameter(name), Objects.requireNonNull(weights.get(name), name));
        }
    }

    /**
     * Returns the product, or null where it or the loss is not finite.
     *
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public double @Nullable [] times(double[] vector) {
        LossFunction.stopIfInterrupted();
        int from = 0;
        for (Tensor part : vectors) {
            double[] elements = new double[part.shape().size()];
            System.arraycopy(vector, from, elements, 0, elements.length);
            loop.set(part, elements);
            from += elements.length;
        }
        if (loop.run(1, new double[0], new double[1]) == 0) {
            return null;
        }
        double[] result = new double[size];
        from = 0;
        for (Tensor product : products) {
            double[] elements = loop.get(product);
            System.arraycopy(elements, 0, result, from, elements.length);
            from += elements.length;
        }
        for (double number : result) {
            if (!Double.isFinite(number)) {
                return null;
            }
        }
        return result;
    }
}
