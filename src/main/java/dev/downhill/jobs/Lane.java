package dev.downhill.jobs;

import dev.downhill.specification.JobSpecification;
import dev.downhill.training.run.RunCost;
import java.time.Duration;
import java.util.Locale;

/** The queue and threads of a job: short jobs have their own, so that none is stuck behind a long one. */
public enum Lane {
    /** Jobs that take a fraction of a second. */
    SHORT,
    /** All other jobs. */
    LONG;

    /**
     * Returns the lane of a job, by the estimated cost of its graph.
     *
     * @param shortWork the longest estimated run of a job in the short lane
     */
    public static Lane of(JobSpecification specification, Duration shortWork) {
        return RunCost.of(specification).whole().compareTo(shortWork) <= 0 ? SHORT : LONG;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
