package dev.downhill.export.text;

import dev.downhill.training.record.Summary;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A run as the lines that a tutorial's training loop prints: {@code step 1: w=2.4000, loss=36.0000}. */
final class LessonLines {
    private static final double SHORT_ENOUGH = 1e15;

    /** A tensor of more numbers stands in a line by its norm. */
    private static final int MOST_NUMBERS = 9;

    /** A run of more recorded steps is thinned: its beginning, then as many at equal distances. */
    private static final int MOST_LINES = 30;

    private static final int BEGINNING = 5;

    private LessonLines() {}

    /** Appends a line for each recorded step, or for some of them, the first and the last among them. */
    static void append(Trajectory trajectory, StringBuilder text) {
        int points = trajectory.points();
        int last = -1;
        boolean dotted = false;
        for (int line = 0; line < Math.min(points, MOST_LINES); line++) {
            int point = points <= MOST_LINES || line < BEGINNING
                    ? line
                    : BEGINNING
                            + (int) ((long) (line - BEGINNING)
                                    * (points - 1 - BEGINNING)
                                    / (MOST_LINES - 1 - BEGINNING));
            if (!dotted && point > last + 1) {
                text.append("...\n");
                dotted = true;
            }
            if (point > last) {
                text.append(line(trajectory, point)).append('\n');
            }
            last = point;
        }
    }

    private static String line(Trajectory trajectory, int point) {
        var values = new StringJoiner(", ");
        for (Track track : trajectory.parameters()) {
            if (track.detail() == Track.Detail.SUMMARY) {
                values.add("|" + track.name() + "|=" + number(track.value(point, 0)));
            } else if (track.width() > MOST_NUMBERS) {
                values.add("|" + track.name() + "|="
                        + number(Summary.of(track.values(point)).norm()));
            } else {
                values.add(track.name() + "=" + nested(track.nested(point)));
            }
        }
        values.add("loss=" + number(trajectory.loss(point)));
        return "step " + trajectory.step(point) + ": " + values;
    }

    private static String nested(Object value) {
        if (value instanceof List<?> list) {
            var text = new StringJoiner(", ", "[", "]");
            list.forEach(element -> text.add(nested(element)));
            return text.toString();
        }
        return number((Double) value);
    }

    /** Four decimals, as the tutorial prints; an exponent only where the digits before them would never end. */
    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < SHORT_ENOUGH ? "%.4f" : "%.4e", value);
    }
}
