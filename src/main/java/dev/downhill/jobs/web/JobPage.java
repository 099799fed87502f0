package dev.downhill.jobs.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.downhill.api.BadParameter;
import dev.downhill.jobs.ListedJob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of jobs, the newest first.
 *
 * @param next the value of {@code after} for the next page; null on the last page
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record JobPage(List<JobSummary> jobs, @Nullable String next) {

    /** @param found one more than {@code limit} where others follow */
    static JobPage of(List<ListedJob> found, int limit) {
        List<ListedJob> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(shown.getLast().number(), Character.MAX_RADIX) : null;
        return new JobPage(shown.stream().map(JobSummary::of).toList(), next);
    }

    /** Returns the number that a cursor stands for. */
    static long numberOf(String cursor) {
        try {
            return Long.parseLong(cursor, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            throw new BadParameter("after", "'" + cursor + "' is not what an earlier page gave as 'next'");
        }
    }
}
