package dev.downhill.export;

import dev.downhill.training.Track;
import dev.downhill.training.TrainingResult;
import dev.downhill.training.Trajectory;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A run as the lines that a tutorial's training loop prints: {@code step 1: w=2.4000, loss=36.0000}. */
public final class SeedLines {
    private static final double SHORT_ENOUGH = 1e15;

    private SeedLines() {}

    /**
     * Returns one line for each recorded step, and at the end the outcome.
     *
     * @param result what the run ended with, or null while it runs
     */
    public static String of(Trajectory trajectory, @Nullable TrainingResult result) {
        var lines = new StringBuilder();
        int points = trajectory.points();
        for (int point = 0; point < points; point++) {
            lines.append(line(trajectory, point)).append('\n');
        }
        if (result != null) {
            lines.append(result.outcome().text()).append(" after ").append(result.steps());
            lines.append(result.steps() == 1 ? " step" : " steps");
            if (result.finalLoss() != null) {
                lines.append(": loss=").append(number(result.finalLoss()));
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    private static String line(Trajectory trajectory, int point) {
        var values = new StringJoiner(", ");
        for (Track track : trajectory.parameters()) {
            if (track.detail() == Track.Detail.ALL) {
                values.add(track.name() + "=" + nested(track.nested(point)));
            } else {
                values.add("|" + track.name() + "|=" + number(track.value(point, 0)));
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
