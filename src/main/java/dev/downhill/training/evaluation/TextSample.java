package dev.downhill.training.evaluation;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Vocabulary;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.RandomStreams;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/**
 * A text that a model of characters writes, each character drawn by its probability.
 *
 * @param opening the first characters of the text that it has learned, as many as it sees
 * @param continuation what it has written after them; it ends where the model gives a number that is not finite
 */
public record TextSample(String opening, String continuation) {
    /** The number of characters in the sample of a finished run. */
    public static final int LENGTH = 200;

    /**
     * Returns the text that a model writes; the same weights write the same text.
     *
     * @param parameters each parameter's elements by name, row-major.
     * @param length how many characters it writes at most.
     * @throws InvalidSpecification if the job's data is not a text.
     * @throws CancellationException if the thread is interrupted.
     */
    public static TextSample of(JobSpecification job, Map<String, double[]> parameters, int length) {
        Vocabulary vocabulary = job.data().training().vocabulary();
        if (vocabulary == null) {
            throw new InvalidSpecification(List.of(new Fault("/data", "noText", "the job's data is not a text")));
        }
        var random = new SplittableRandom(job.seed() ^ RandomStreams.SAMPLE);
        double[] context =
                vocabulary.opening().stream().mapToDouble(Integer::doubleValue).toArray();
        String opening =
                vocabulary.opening().stream().map(vocabulary.characters()::get).collect(Collectors.joining());
        var column = new Column("x", context.length, context);
        Column like = job.data().training().target();
        var target = new Column(like.name(), like.width(), new double[like.stride()]);
        Dataset row = Dataset.ofClasses(List.of(column), target, vocabulary.characters());
        var evaluation = new Evaluation(job, row);
        var continuation = new StringBuilder();
        for (int i = 0; i < length; i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the text was not written in time");
            }
            evaluation.feed(row);
            // A model may have more outputs than the text has characters; those beyond write nothing.
            double[] outputs = evaluation.predict(parameters);
            int each = outputs.length / like.stride();
            int last = outputs.length - each;
            double[] logits = Arrays.copyOfRange(
                    outputs, last, last + Math.min(each, vocabulary.characters().size()));
            if (!areFinite(logits)) {
                break;
            }
            int next = draw(logits, random.nextDouble());
            continuation.append(vocabulary.characters().get(next));
            System.arraycopy(context, 1, context, 0, context.length - 1);
            context[context.length - 1] = next;
        }
        return new TextSample(opening, continuation.toString());
    }

    private static boolean areFinite(double[] numbers) {
        return Arrays.stream(numbers).allMatch(Double::isFinite);
    }

    /** Returns the opening and what comes after it. */
    public String text() {
        return opening + continuation;
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
