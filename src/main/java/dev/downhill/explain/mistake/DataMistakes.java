package dev.downhill.explain.mistake;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.explain.mistake.Mistake.InSpecification;
import dev.downhill.explain.mistake.Mistake.Part;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows whose targets stand in the wrong places. */
final class DataMistakes {
    /** Every pair of so many rows is tried. */
    private static final int MOST_ROWS = 6;

    private DataMistakes() {}

    static List<Mistake> of(JobSpecification job) {
        Column target = job.data().training().target();
        boolean learnsInput = job.data().training().inputs().stream()
                .anyMatch(input -> input.name().equals(target.name()));
        List<Mistake> all = new ArrayList<>();
        for (int a = 0; a < target.rows() && target.rows() <= MOST_ROWS && !learnsInput; a++) {
            for (int b = a + 1; b < target.rows(); b++) {
                if (!Arrays.equals(row(target, a), row(target, b))) {
                    all.add(exchanged(a, b));
                }
            }
        }
        return all;
    }

    private static double[] row(Column column, int row) {
        return Arrays.copyOfRange(column.values(), row * column.stride(), (row + 1) * column.stride());
    }

    private static Mistake exchanged(int a, int b) {
        return new InSpecification(
                "targetsExchanged:" + (a + 1) + "," + (b + 1),
                Part.DATA,
                "The targets of row " + (a + 1) + " and row " + (b + 1) + " are exchanged.",
                job -> job.with(exchanged(job.data(), a, b)));
    }

    private static Partition exchanged(Partition data, int a, int b) {
        Dataset training = data.training();
        Column target = training.target();
        double[] values = target.values().clone();
        System.arraycopy(row(target, a), 0, values, b * target.stride(), target.stride());
        System.arraycopy(row(target, b), 0, values, a * target.stride(), target.stride());
        var other = new Dataset(
                training.inputs(),
                new Column(target.name(), target.width(), values),
                training.classes(),
                training.vocabulary(),
                training.origin());
        return new Partition(other, data.test(), data.features(), data.standardization());
    }
}
