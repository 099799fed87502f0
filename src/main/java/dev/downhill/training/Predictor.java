package dev.downhill.training;

import dev.downhill.data.Dataset;
import dev.downhill.engine.loss.Targets;
import dev.downhill.training.fault.Faults;
import dev.downhill.training.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        requireFinite(outputs, rows.rows());
        List<String> classes = job.loss().targets() == Targets.CLASSES && dims.length == 2
                ? classes(outputs, dims[1], job.data().training().classes())
                : null;
        return new Predictions(Nested.of(outputs, dims), classes);
    }

    private static void requireFinite(double[] outputs, int rows) {
        var faults = new Faults();
        for (int i = 0; i < outputs.length; i++) {
            if (!Double.isFinite(outputs[i])) {
                int row = i / (outputs.length / rows) + 1;
                faults.add(
                        "/inputs",
                        "notFinite",
                        "for row " + row + " of these inputs the model gives a number that is not finite: "
                                + (Double.isNaN(outputs[i]) ? "nan" : outputs[i] > 0 ? "inf" : "-inf"));
                break;
            }
        }
        faults.throwIfAny();
    }

    private static List<String> classes(double[] outputs, int width, List<String> names) {
        List<String> classes = new ArrayList<>();
        for (int from = 0; from < outputs.length; from += width) {
            int best = Accuracy.greatest(outputs, from, width);
            classes.add(best < names.size() ? names.get(best) : Integer.toString(best));
        }
        return classes;
    }
}
