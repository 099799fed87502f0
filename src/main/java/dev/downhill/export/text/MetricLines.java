package dev.downhill.export.text;

import dev.downhill.training.record.MetricHistory;
import java.util.StringJoiner;

/** The metrics of a run as lines: {@code after step 10: accuracy=0.9333, testLoss=0.2071, testAccuracy=0.9000}. */
final class MetricLines {
    /** A run with more evaluations is thinned to as many at equal distances. */
    private static final int MOST_LINES = 10;

    private MetricLines() {}

    /** Appends a line for each evaluation, or for some of them, the last among them; nothing if only the test loss is known. */
    static void append(MetricHistory history, StringBuilder text) {
        int count = history.hasMoreThanTestLoss() ? history.count() : 0;
        int lines = Math.min(count, MOST_LINES);
        for (int line = 1; line <= lines; line++) {
            append(history, (int) ((long) line * count / lines) - 1, text);
        }
    }

    private static void append(MetricHistory history, int entry, StringBuilder text) {
        var values = new StringJoiner(", ");
        for (int column = 0; column < history.metrics().size(); column++) {
            double value = history.value(entry, column);
            if (Double.isFinite(value)) {
                values.add(history.metrics().get(column).text() + "=" + LessonLines.number(value));
            }
        }
        if (values.length() > 0) {
            text.append("after step ").append(history.step(entry)).append(": ");
            text.append(values).append('\n');
        }
    }
}
