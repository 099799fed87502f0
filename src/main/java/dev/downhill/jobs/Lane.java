package dev.downhill.jobs;

import dev.downhill.training.specification.JobSpecification;
import java.util.Locale;

/** Which threads a job waits for: small jobs have threads of their own, so that none is stuck behind a long one. */
enum Lane {
    /** Jobs that are over in a fraction of a second. */
    SHORT,
    /** The others. */
    LONG;

    /** @param shortWork the greatest steps x parameters x rows of a job in the short lane */
    static Lane of(JobSpecification specification, double shortWork) {
        return specification.work() <= shortWork ? SHORT : LONG;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
