package dev.downhill.training.step;

import dev.downhill.specification.JobSpecification;

/**
 * The values of the optimizer's scalars, step after step: the learning rate by the schedule, and what follows from it.
 * They are computed in double: docs/decisions/0006-scalars-of-a-step-are-computed-outside-the-graph.md.
 */
public final class ScalarValues {
    private final JobSpecification job;
    private final int count;
    private final boolean steady;
    private double[] values;

    ScalarValues(JobSpecification job) {
        this.job = job;
        this.count = job.optimizer().scalars().size();
        this.steady = job.schedule().isSteady() && job.optimizer().isSteady();
        this.values = at(1);
    }

    /** Returns the scalars of some steps from a first one on, or those of one step if all are given the same. */
    double[] of(long first, int steps) {
        if (steady) {
            return values;
        }
        if (values.length != steps * count) {
            values = new double[steps * count];
        }
        for (int i = 0; i < steps; i++) {
            System.arraycopy(at(first + i), 0, values, i * count, count);
        }
        return values;
    }

    private double[] at(long step) {
        double rate = job.schedule().rate(job.optimizer().learningRate(), step - 1, job.steps());
        return job.optimizer().scalars(rate, step);
    }
}
