package dev.downhill.training;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Vocabulary;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.RandomStreams;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A text that a model of characters goes on writing, each character drawn by its probability. */
final class TextSample {
    private static final int LENGTH = 200;

    private TextSample() {}

    static String of(JobSpecification job, Vocabulary vocabulary, Map<String, double[]> parameters) {
        var random = new SplittableRandom(job.seed() ^ RandomStreams.SAMPLE);
        double[] context =
                vocabulary.opening().stream().mapToDouble(Integer::doubleValue).toArray();
        var text = new StringBuilder();
        for (double character : context) {
            text.append(vocabulary.characters().get((int) character));
        }
        var column = new Column("x", context.length, context);
        Dataset row = Dataset.ofClasses(List.of(column), Column.ofNumbers("y", 0), vocabulary.characters());
        var evaluation = new Evaluation(job, row);
        for (int i = 0; i < LENGTH; i++) {
            evaluation.feed(row);
            int next = draw(evaluation.predict(parameters), random.nextDouble());
            text.append(vocabulary.characters().get(next));
            System.arraycopy(context, 1, context, 0, context.length - 1);
            context[context.length - 1] = next;
        }
        return text.toString();
    }

    /** Returns the class at which the cumulative softmax of the logits passes a number between 0 and 1. */
    private static int draw(double[] logits, double at) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        double total = 0;
        for (double logit : logits) {
            total += Math.exp(logit - greatest);
        }
        double left = at * total;
        for (int i = 0; i < logits.length; i++) {
            left -= Math.exp(logits[i] - greatest);
            if (left < 0) {
                return i;
            }
        }
        return logits.length - 1;
    }
}
