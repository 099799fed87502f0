package dev.downhill.tutorial.check;

import dev.downhill.explain.mistake.FoundMistake;
import dev.downhill.explain.mistake.MistakeSearch;
import dev.downhill.explain.mistake.Mistakes;
import dev.downhill.explain.transcript.Comparison;
import dev.downhill.specification.JobSpecification;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Searches the mistakes that print the wrong blocks of a document, within a time for all blocks together. */
final class MistakeTime {
    private Duration left;

    /** @param all the time for all blocks; zero for no search */
    MistakeTime(Duration all) {
        this.left = all;
    }

    /**
     * Returns the smallest mistake with which a program prints every line of a block.
     *
     * @return null if no line is wrong, no such mistake was found, or the time is over
     */
    @Nullable
    FoundMistake of(JobSpecification job, Comparison comparison) {
        if (!left.isPositive()) {
            return null;
        }
        long begun = System.nanoTime();
        Mistakes mistakes = MistakeSearch.of(job, comparison, left);
        left = left.minusNanos(System.nanoTime() - begun);
        return mistakes == null || mistakes.found().isEmpty()
                ? null
                : mistakes.found().getFirst();
    }
}
