package dev.downhill.export.text;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.TrainingResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run to be read in a terminal: its steps as lines, how it ended, and a chart of its loss. */
public final class RunText {
    private static final int LEAST_FOR_A_CHART = 3;

    private RunText() {}

    /**
     * Returns the text.
     *
     * @param result what the run ended with, or null while it runs
     * @param remarks remarks about the run, a sentence or two each
     */
    public static String of(Trajectory trajectory, @Nullable TrainingResult result, List<String> remarks) {
        var text = new StringBuilder();
        LessonLines.append(trajectory, text);
        MetricLines.append(trajectory.metrics(), text);
        if (result != null) {
            outcome(result, text);
        }
        remarks.forEach(remark -> text.append("! ").append(remark).append('\n'));
        if (trajectory.points() >= LEAST_FOR_A_CHART) {
            text.append('\n').append(chart(trajectory));
        }
        return text.toString();
    }

    /** Returns a number with four decimals, as the lines print it. */
    public static String number(double value) {
        return LessonLines.number(value);
    }

    /** Returns a number with an exponent and four decimals, for one of which four decimals show little. */
    public static String small(double value) {
        return String.format(Locale.ROOT, "%.4e", value);
    }

    /** Returns the lines of the steps alone; of a long run thirty of them. */
    public static String steps(Trajectory trajectory) {
        var text = new StringBuilder();
        LessonLines.append(trajectory, text);
        return text.toString();
    }

    private static void outcome(TrainingResult result, StringBuilder text) {
        text.append(result.outcome().text()).append(" after ").append(result.steps());
        text.append(result.steps() == 1 ? " step" : " steps");
        text.append(": loss=");
        text.append(result.finalLoss() == null ? "not finite" : LessonLines.number(result.finalLoss()));
        for (Map.Entry<String, Double> metric : result.metrics().entrySet()) {
            text.append(", ").append(metric.getKey()).append('=').append(LessonLines.number(metric.getValue()));
        }
        text.append('\n');
        if (result.best() != null) {
            text.append("parameters of step ").append(result.best().step()).append(", the best ");
            text.append(result.best().monitor())
                    .append(": ")
                    .append(LessonLines.number(result.best().value()));
            text.append('\n');
        }
        if (result.divergence() != null) {
            text.append("not finite at step ").append(result.divergence().step());
            text.append(": ").append(result.divergence().tensor()).append('\n');
        }
        if (result.sample() != null) {
            text.append('\n').append(result.sample()).append('\n');
        }
    }

    private static String chart(Trajectory trajectory) {
        int points = trajectory.points();
        Allowance.take(2L * Double.BYTES * points);
        double[] steps = new double[points];
        double[] losses = new double[points];
        for (int point = 0; point < points; point++) {
            steps[point] = trajectory.step(point);
            losses[point] = trajectory.loss(point);
        }
        return new BrailleChart(steps, losses).text("loss");
    }
}
