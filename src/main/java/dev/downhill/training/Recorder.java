package dev.downhill.training;

import dev.downhill.training.model.Parameter;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a run into its trajectory: the steps that the specification keeps, and always the last finite one.
 *
 * <p>A step that is not kept is held back until the next one replaces it, because the run may end there.
 */
final class Recorder {
    private final Recording recording;
    private final long steps;
    private final List<Track> parameters = new ArrayList<>();
    private final List<Track> gradients = new ArrayList<>();
    private final Trajectory trajectory;
    private final List<double[]> heldGradients = new ArrayList<>();
    private long heldStep;
    private double heldLoss;

    /** @param initial the value of every parameter before the first step */
    Recorder(JobSpecification job, Map<String, double[]> initial) {
        this.recording = job.record();
        this.steps = job.steps();
        if (recording.parameters() != Recording.Parameters.NONE) {
            for (Parameter parameter : job.model().parameters()) {
                double[] values = initial.getOrDefault(
                        parameter.name(), parameter.initial().values());
                parameters.add(track(parameter, values));
            }
        }
        if (recording.gradients()) {
            for (Parameter parameter : job.model().parameters()) {
                if (!job.frozen().contains(parameter.name())) {
                    double[] zeros = new double[parameter.initial().shape().size()];
                    gradients.add(track(parameter, zeros));
                    heldGradients.add(zeros);
                }
            }
        }
        trajectory = new Trajectory(parameters, gradients, List.of());
    }

    private Track track(Parameter parameter, double[] initial) {
        var detail = recording.parameters() == Recording.Parameters.ALL ? Track.Detail.ALL : Track.Detail.SUMMARY;
        return new Track(parameter.name(), detail, parameter.initial().shape().dims(), initial);
    }

    Trajectory trajectory() {
        return trajectory;
    }

    /** Takes in a finite step; {@code values} are the parameters after it. */
    void step(long step, double loss, List<double[]> values, List<double[]> stepGradients) {
        if (recording.keeps(step, steps)) {
            append(step, loss, values, stepGradients);
            heldStep = 0;
        } else {
            heldStep = step;
            heldLoss = loss;
            for (int i = 0; i < heldGradients.size(); i++) {
                double[] held = heldGradients.get(i);
                System.arraycopy(stepGradients.get(i), 0, held, 0, held.length);
            }
        }
    }

    /** Ends the recording; {@code values} are the final parameters. */
    void end(List<double[]> values) {
        if (heldStep > 0) {
            append(heldStep, heldLoss, values, heldGradients);
            heldStep = 0;
        }
    }

    private void append(long step, double loss, List<double[]> values, List<double[]> stepGradients) {
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).append(values.get(i));
        }
        for (int i = 0; i < gradients.size(); i++) {
            gradients.get(i).append(stepGradients.get(i));
        }
        trajectory.append(step, loss);
    }
}
