package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Reading.DataOf;
import dev.downhill.explain.transcript.Reading.ParametersOf;
import dev.downhill.explain.transcript.Reading.PredictionOf;
import dev.downhill.explain.transcript.Reading.Sequence;
import dev.downhill.explain.transcript.Rerun.Over;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.List;

/** The possible readings of numbers without a distinguishing name; a reading counts only if it fits several lines. */
final class UnnamedNumbers {
    private static final int FEW = 16;

    private final JobSpecification job;
    private final ParameterNames parameters;
    private final LossNames losses;
    private final GradientNames gradients;

    UnnamedNumbers(JobSpecification job, ParameterNames parameters, LossNames losses, GradientNames gradients) {
        this.job = job;
        this.parameters = parameters;
        this.losses = losses;
        this.gradients = gradients;
    }

    /** Returns everything that so many numbers without a name can be. */
    List<Reading> of(int count) {
        List<Reading> readings = new ArrayList<>();
        if (count == 1) {
            readings.addAll(losses.losses());
        }
        if (count <= 2) {
            readings.addAll(losses.accuracies(count).readings());
        }
        for (Parameter parameter : parameters.parameters()) {
            List<Scalar> elements = ParameterNames.elements(parameter);
            if (elements.size() == count) {
                readings.add(new ParametersOf(elements, null));
                readings.addAll(isTrained(parameter) ? gradients.kinds(elements).subList(0, 1) : List.of());
            } else if (count == 1 && elements.size() <= FEW) {
                elements.forEach(element -> readings.add(new ParametersOf(List.of(element), null)));
            }
        }
        if (count > 1 && count == parameters.total()) {
            readings.add(new ParametersOf(parameters.all(), null));
        }
        if (count > 1 && count < FEW) {
            List<Reading> last = new ArrayList<>(losses.losses());
            parameters.parameters().stream()
                    .filter(parameter -> ParameterNames.size(parameter) == 1 && isTrained(parameter))
                    .forEach(parameter -> last.addAll(gradients.kinds(ParameterNames.elements(parameter))));
            readings.addAll(behindData(last, count));
        }
        readings.addAll(predictions());
        return readings;
    }

    private boolean isTrained(Parameter parameter) {
        return !job.frozen().contains(parameter.name());
    }

    static List<Reading> predictions() {
        return List.of(
                new PredictionOf(Over.BATCH, Moment.BEFORE_UPDATE),
                new PredictionOf(Over.ALL, Moment.BEFORE_UPDATE),
                new PredictionOf(Over.ALL, Moment.AFTER_UPDATE),
                new PredictionOf(Over.BATCH, Moment.AFTER_UPDATE));
    }

    /** Returns what several numbers after the name of one can be: the value before and after, or data before it. */
    static List<Reading> behindData(List<Reading> readings, int count) {
        Reading x = new DataOf(false);
        Reading y = new DataOf(true);
        Reading prediction = new PredictionOf(Over.BATCH, Moment.BEFORE_UPDATE);
        List<Reading> sequences = new ArrayList<>();
        for (Reading reading : readings) {
            if (count == 2 && reading instanceof ParametersOf one && one.fixed() == null) {
                sequences.add(new Sequence(List.of(
                        new ParametersOf(one.scalars(), Moment.BEFORE_UPDATE),
                        new ParametersOf(one.scalars(), Moment.AFTER_UPDATE))));
            }
            for (List<Reading> data : List.of(
                    List.of(x, y),
                    List.of(x, y, prediction),
                    List.of(x),
                    List.of(y),
                    List.of(y, prediction),
                    List.of(prediction, y))) {
                List<Reading> parts = new ArrayList<>(data);
                parts.add(reading);
                sequences.add(new Sequence(parts));
            }
        }
        return sequences;
    }
}
