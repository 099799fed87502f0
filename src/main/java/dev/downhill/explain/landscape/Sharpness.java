package dev.downhill.explain.landscape;

import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The curvature of the loss over all training rows at the weights of a run, and the resulting limit of the learning
 * rate.
 *
 * <p>Along the direction of the largest curvature one step of gradient descent multiplies the distance from the bottom by
 * 1 - rate * sharpness: above 2 / sharpness it grows.
 *
 * @param step how many updates had been made
 * @param sharpness the largest eigenvalue of the Hessian with respect to the trained parameters; null where it is not finite
 * @param learningRateLimit the rate beyond which plain gradient descent grows; null if the loss curves upwards in no
 *     direction
 * @param learningRate the rate of the next step, or of the last if there is none
 * @param products the number of Hessian-vector products
 * @param converged whether the power iteration has converged; else the true number is a little larger
 */
public record Sharpness(
        long step,
        @Nullable Double sharpness,
        @Nullable Double learningRateLimit,
        double learningRate,
        int products,
        boolean converged) {
    /** The largest number of states in one request. */
    public static final int MOST_STATES = 100;

    private static final int PRODUCTS = 500;

    /**
     * Returns the sharpness at a state of a run.
     *
     * @param nanoseconds the time after which the best estimate so far is returned
     */
    public static Sharpness at(Checkpoint state, JobSpecification job, long nanoseconds) {
        return of(List.of(WeightStates.State.of(state)), job, nanoseconds).getFirst();
    }

    /** Returns the sharpness at the newest weights that are known; see {@link #at}. */
    public static Sharpness newest(WeightStates run, long nanoseconds) {
        return of(List.of(run.newest()), run.job(), nanoseconds).getFirst();
    }

    /**
     * Returns the sharpness at some of the states that are known, spread evenly, the first and the last included.
     *
     * @throws LandscapeException if it is not from 2 to {@link #MOST_STATES} states
     */
    public static List<Sharpness> along(int states, WeightStates run, long nanoseconds) {
        if (states < 2 || states > MOST_STATES) {
            throw new LandscapeException("points", states + " does not lie between 2 and " + MOST_STATES);
        }
        return of(run.spread(states), run.job(), nanoseconds);
    }

    private static List<Sharpness> of(List<WeightStates.State> states, JobSpecification job, long nanoseconds) {
        var hessian = new HessianProduct(job, (long) PRODUCTS / 10 * states.size());
        List<Sharpness> found = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < states.size(); i++) {
            WeightStates.State state = states.get(i);
            hessian.at(state.weights().get());
            long share = nanoseconds / states.size() * (i + 1);
            Curvature curvature = Curvature.of(hessian, new Curvature.Effort(PRODUCTS, begun + share));
            found.add(of(state.step(), curvature, job));
        }
        return found;
    }

    private static Sharpness of(long step, @Nullable Curvature curvature, JobSpecification job) {
        double rate = job.schedule().rate(job.optimizer().learningRate(), Math.min(step, job.steps() - 1), job.steps());
        if (curvature == null) {
            return new Sharpness(step, null, null, rate, 0, false);
        }
        double largest = curvature.eigenvalue();
        Double limit = largest > 0 ? LossSurface.finite(2 / largest) : null;
        return new Sharpness(step, largest, limit, rate, curvature.products(), curvature.converged());
    }
}
