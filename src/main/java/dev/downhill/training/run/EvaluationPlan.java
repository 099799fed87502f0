package dev.downhill.training.run;

import dev.downhill.data.Dataset;
import dev.downhill.specification.JobSpecification;

/**
 * The steps of a run after which its rows are evaluated. The plan counts work and reads no clock, so the same specification
 * is evaluated after the same steps on every machine.
 *
 * <p>Test rows: at most a hundred times, and at most one test row for ten training rows. With {@code record.metrics}:
 * training rows and test rows, at recorded steps, at most a thousand times, and at most a tenth of the work of the steps. In
 * both cases the end of the run is evaluated too. See docs/decisions/0053-metrics-cost-a-tenth-of-the-run.md.
 *
 * <p>A rule that monitors the test rows looks at them at the end of each epoch, and if there are more than a thousand, of every
 * second one, third one and so on.
 *
 * @param every the distance of the steps; {@link Long#MAX_VALUE} for none but the last
 * @param times how often, without the end
 * @param training whether the training rows are evaluated then too
 * @param watched the distance of the steps after which a rule looks at the test rows; {@link Long#MAX_VALUE} for none
 */
record EvaluationPlan(long every, long times, boolean training, long watched) {
    private static final int MOST_OF_TEST_ROWS = 100;
    private static final int MOST = 1000;
    private static final double SHARE = 0.1;

    /** A step costs at least as much as so many forward passes over its rows. */
    private static final double PASSES_OF_A_STEP = 2;

    /** The cost of an evaluation beside its pass, counted in products of a row and a scalar. */
    private static final double WORK_AROUND_A_PASS = 2048;

    /** The work that any run may spend: a fraction of a millisecond, less than its step takes to build. */
    private static final double FREE_WORK = 1 << 18;

    static EvaluationPlan of(JobSpecification job) {
        Dataset test = job.data().test();
        int testRows = test == null ? 0 : test.rows();
        double trained = (double) job.steps() * job.batching().size();
        long watched = watched(job);
        if (!job.record().metrics()) {
            boolean unwatched = test != null && watched == Long.MAX_VALUE;
            int times = unwatched ? (int) Math.min(MOST_OF_TEST_ROWS, SHARE * trained / testRows) : 0;
            return new EvaluationPlan(distance(job.steps(), times, 1), times, false, watched);
        }
        double scalars = Math.max(1, job.scalars());
        double once = (job.data().training().rows() + testRows + 2) * scalars + WORK_AROUND_A_PASS;
        double work = FREE_WORK + SHARE * PASSES_OF_A_STEP * trained * scalars;
        long times = (long) Math.min(MOST, work / once);
        long every = distance(job.steps(), times, job.record().every());
        return new EvaluationPlan(every, Math.min(times, job.steps() / every), true, watched);
    }

    private static long watched(JobSpecification job) {
        return job.stop().watchesTestRows()
                ? distance(
                        job.steps(),
                        MOST,
                        job.batching().stepsPerEpoch(job.data().training().rows()))
                : Long.MAX_VALUE;
    }

    /** Returns how many evaluations there are at most, with the end. */
    long entries(long steps) {
        return times + 1 + (watched == Long.MAX_VALUE ? 0 : steps / watched);
    }

    /** Returns the least multiple of a unit that lies no more than so many times in the steps. */
    private static long distance(long steps, long times, long unit) {
        return times == 0 ? Long.MAX_VALUE : unit * Math.max(1, Math.ceilDiv(steps / unit, times));
    }

    /** Returns the next step after which to evaluate. */
    long next(long step) {
        return Math.min(next(step, every), next(step, watched));
    }

    private static long next(long step, long distance) {
        return distance == Long.MAX_VALUE ? distance : (step / distance + 1) * distance;
    }

    /** Returns whether to evaluate after a step, from 1. */
    boolean isDue(long step) {
        return isPlanned(step) || isWatched(step);
    }

    /** Returns whether all that is planned is evaluated after a step. */
    boolean isPlanned(long step) {
        return step % every == 0;
    }

    /** Returns whether a rule looks at the test rows after a step. */
    boolean isWatched(long step) {
        return step % watched == 0;
    }
}
