package dev.downhill.explain.mistake;

import dev.downhill.explain.mistake.Mistake.InSpecification;
import dev.downhill.explain.mistake.Mistake.Part;
import dev.downhill.specification.Batching;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.RunLength;
import java.util.ArrayList;
import java.util.List;

/** Steps that see other rows than those of the specification. */
final class BatchMistakes {
    /** A run over so many rows one by one would take long. */
    private static final int MOST_ROWS = 100;

    private BatchMistakes() {}

    static List<Mistake> of(JobSpecification job) {
        int rows = job.data().training().rows();
        Batching batching = job.batching();
        List<Mistake> all = new ArrayList<>();
        if (batching.size() < rows) {
            all.add(batches(
                    "allRows",
                    "Each step sees all rows in place of a batch.",
                    new Batching(rows, false),
                    job.length().steps()));
        }
        if (batching.shuffle()) {
            all.add(batches(
                    "notShuffled",
                    "The rows are not shuffled.",
                    new Batching(batching.size(), false),
                    job.length().steps()));
        }
        if (batching.size() > 1 && rows <= MOST_ROWS) {
            long epochs = Math.ceilDiv(job.steps(), batching.stepsPerEpoch(rows));
            all.add(batches(
                    "rowByRow",
                    "The parameters are updated after every row, in place of every batch.",
                    new Batching(1, batching.shuffle()),
                    epochs * rows));
        }
        return all;
    }

    private static Mistake batches(String kind, String sentence, Batching batching, long steps) {
        return new InSpecification(
                kind, Part.BATCHES, sentence, job -> job.with(new RunLength(batching, steps, job.stop())));
    }
}
