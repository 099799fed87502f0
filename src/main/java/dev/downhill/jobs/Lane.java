package dev.downhill.jobs;

import dev.downhill.specification.JobSpecification;
import dev.downhill.training.run.RunCost;
import java.time.Duration;
import java.util.Locale;

/** Which threads a job waits for: small jobs have threads of their own, so that none is stuck behind a long one. */
public enum Lane {
    /** Jobs that are over in a fraction of a second. */
    SHORT,
    /** The others. */
    LONG;

    /**
     * Returns the lane of a job, by what its graph costs.
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
