package dev.downhill.jobs;

import dev.downhill.training.run.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Selects jobs of a list; null selects all.
 *
 * @param status the status of the selected jobs
 * @param outcome the outcome of the selected jobs
 * @param name a part of their names, in upper or lower case
 */
public record JobFilter(
        @Nullable JobStatus status,
        @Nullable Outcome outcome,
        @Nullable String name) {
    public boolean accepts(ListedJob job) {
        return (status == null || job.status() == status)
                && (outcome == null || job.outcome() == outcome)
                && (name == null || isNamed(job.name(), name));
    }

    private static boolean isNamed(@Nullable String title, String part) {
        return title != null && title.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
