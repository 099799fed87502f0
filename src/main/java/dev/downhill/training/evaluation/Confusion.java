package dev.downhill.training.evaluation;

import dev.downhill.data.Dataset;
import dev.downhill.engine.loss.Targets;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a trained model takes for each other.
 *
 * @param classes their names, or their numbers where the data has no names
 * @param training over the training rows
 * @param test over the test rows; null without them
 */
public record Confusion(
        List<String> classes,
        ClassCounts training,
        @Nullable ClassCounts test) {
    /** The greatest number of classes of a confusion matrix. */
    public static final int MOST_CLASSES = 50;

    /** A reference and a boxed number of a matrix, and the objects around the numbers of a class. */
    private static final int BYTES_OF_A_COUNT = 24;

    private static final int BYTES_OF_A_CLASS = 240;

    /** Returns about how many bytes both matrices of so many classes take; none where there are too many classes. */
    public static long bytes(int classes) {
        return classes > MOST_CLASSES ? 0 : 2L * classes * (BYTES_OF_A_CLASS + (long) classes * BYTES_OF_A_COUNT);
    }

    /** Returns about how many bytes it takes. */
    public long bytes() {
        return bytes(classes.size());
    }

    /**
     * Returns how many classes the outputs of a model stand for.
     *
     * @param width how many outputs there are for each decision
     * @return 0 where the targets are no classes
     */
    public static int classes(Targets targets, int width) {
        return switch (targets) {
            case CLASSES -> width;
            case PROBABILITY, LOGIT, MARGIN -> 2;
            case NUMBERS -> 0;
        };
    }

    /** Returns the confusion of a job's classes. */
    public static Confusion of(JobSpecification job, ClassCounts training, @Nullable ClassCounts test) {
        return new Confusion(names(job, training.matrix().size()), training, test);
    }

    private static List<String> names(JobSpecification job, int count) {
        List<String> known = job.data().training().classes();
        boolean margin = job.loss().targets() == Targets.MARGIN;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(i < known.size() ? known.get(i) : margin ? (i == 0 ? "-1" : "1") : Integer.toString(i));
        }
        return names;
    }

    /**
     * Counts rows, whose decisions are those that {@link Accuracy} counts.
     *
     * @param outputs what the model gives, row after row
     * @return null where the targets are no classes, a row has several of two classes each, there are more classes than
     *     {@link #MOST_CLASSES}, or an output is not a number
     */
    static @Nullable ClassCounts count(Targets targets, double[] outputs, Dataset rows) {
        double[] expected = rows.target().values();
        int width = outputs.length / expected.length;
        int classes = classes(targets, width);
        boolean several = targets != Targets.CLASSES && expected.length > rows.rows();
        if (classes == 0 || several || classes > MOST_CLASSES) {
            return null;
        }
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < expected.length; i++) {
            if (!Accuracy.areNumbers(outputs, i * width, width)) {
                return null;
            }
            int own = Accuracy.expected(targets, expected[i]);
            int found = Accuracy.found(targets, outputs, i * width, width);
            if (own < 0 || own >= classes) {
                return null;
            }
            counts[own][found]++;
        }
        return ClassCounts.of(counts);
    }
}
