package dev.downhill.training;

import dev.downhill.data.Dataset;
import dev.downhill.engine.loss.Targets;
import dev.downhill.training.fault.Faults;
import dev.downhill.training.model.Parameter;
import dev.downhill.training.specification.JobSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trained model at work. */
public final class Predictor {
    private Predictor() {}

    /**
     * Returns what a model gives.
     *
     * @param rows inputs as the model sees them, and any targets
     * @throws dev.downhill.training.fault.InvalidSpecification if the model does not fit that many rows
     */
    public static Predictions predict(JobSpecification job, Map<String, double[]> parameters, Dataset rows) {
        var evaluation = new Evaluation(job, rows);
        double[] outputs = evaluation.predict(parameters);
        int[] dims = evaluation.outputDims();
        requireFinite(outputs);
        List<String> classes = job.loss().targets() == Targets.CLASSES && dims.length == 2
                ? classes(outputs, dims[1], job.data().training().classes())
                : null;
        return new Predictions(Nested.of(outputs, dims), classes);
    }

    private static void requireFinite(double[] outputs) {
        var faults = new Faults();
        for (double output : outputs) {
            if (!Double.isFinite(output)) {
                faults.add("/inputs", "notFinite", "for these inputs the model gives a number that is not finite");
                break;
            }
        }
        faults.throwIfAny();
    }

    private static List<String> classes(double[] outputs, int width, List<String> names) {
        List<String> classes = new ArrayList<>();
        for (int from = 0; from < outputs.length; from += width) {
            int best = Evaluation.greatest(outputs, from, width);
            classes.add(names.isEmpty() ? Integer.toString(best) : names.get(best));
        }
        return classes;
    }

    /**
     * Returns the weights after a step.
     *
     * @param result what the run ended with, or null
     * @throws dev.downhill.training.fault.InvalidSpecification if they are not known
     */
    public static Map<String, double[]> weights(
            JobSpecification job, Trajectory trajectory, @Nullable TrainingResult result, long step) {
        if (result != null && result.steps() == step) {
            return result.checkpoint().parameters();
        }
        Map<String, double[]> weights = new LinkedHashMap<>();
        int point = step == 0 ? -1 : pointOf(trajectory, step);
        var faults = new Faults();
        for (Parameter parameter : job.model().parameters()) {
            Track track = trajectory.parameter(parameter.name());
            if (step == 0) {
                weights.put(
                        parameter.name(), job.dtype().round(parameter.initial().values()));
            } else if (point < 0 || track == null || track.detail() != Track.Detail.ALL) {
                String why = point < 0 ? "the step is not recorded" : "not every number of the parameters is recorded";
                faults.add("/step", "notRecorded", "the weights after step " + step + " are not known: " + why);
                break;
            } else {
                weights.put(parameter.name(), track.values(point));
            }
        }
        faults.throwIfAny();
        return weights;
    }

    private static int pointOf(Trajectory trajectory, long step) {
        int low = 0;
        int high = trajectory.points() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = trajectory.step(middle);
            if (there == step) {
                return middle;
            }
            low = there < step ? middle + 1 : low;
            high = there < step ? high : middle - 1;
        }
        return -1;
    }
}
