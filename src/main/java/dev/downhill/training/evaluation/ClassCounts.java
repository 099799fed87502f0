package dev.downhill.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often rows of each class were taken for each class.
 *
 * @param matrix the number of rows by their own class (row) and the predicted one (column), as scikit-learn's
 *     {@code confusion_matrix}
 * @param precision of each class the share of right ones among the rows that were predicted to have it; null for none
 * @param recall of each class the share of right ones among the rows that have it; null for none
 */
public record ClassCounts(List<List<Integer>> matrix, List<@Nullable Double> precision, List<@Nullable Double> recall) {
    /** Returns the counts of a square matrix. */
    static ClassCounts of(int[][] counts) {
        List<List<Integer>> matrix = new ArrayList<>();
        List<@Nullable Double> precision = new ArrayList<>();
        List<@Nullable Double> recall = new ArrayList<>();
        for (int own = 0; own < counts.length; own++) {
            List<Integer> row = new ArrayList<>(counts.length);
            long having = 0;
            long predicted = 0;
            for (int other = 0; other < counts.length; other++) {
                row.add(counts[own][other]);
                having += counts[own][other];
                predicted += counts[other][own];
            }
            matrix.add(row);
            precision.add(predicted == 0 ? null : (double) counts[own][own] / predicted);
            recall.add(having == 0 ? null : (double) counts[own][own] / having);
        }
        return new ClassCounts(matrix, precision, recall);
    }

    /** Returns the counts of the rows of both; null if one is null. */
    static @Nullable ClassCounts sum(@Nullable ClassCounts some, @Nullable ClassCounts others) {
        if (some == null || others == null) {
            return null;
        }
        int classes = some.matrix.size();
        int[][] counts = new int[classes][classes];
        for (int own = 0; own < classes; own++) {
            for (int other = 0; other < classes; other++) {
                counts[own][other] =
                        some.matrix.get(own).get(other) + others.matrix.get(own).get(other);
            }
        }
        return of(counts);
    }
}
