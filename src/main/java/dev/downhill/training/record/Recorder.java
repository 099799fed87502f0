package dev.downhill.training.record;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Recording;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes a run into its trajectory: the steps that the specification keeps, and always the first and the last finite
 * one.
 *
 * <p>One thread calls it. See docs/decisions/0005-recorded-steps.md.
 */
public final class Recorder {
    private final Recording recording;
    private final long steps;
    private final List<Track> parameters = new ArrayList<>();
    private final List<Track> gradients = new ArrayList<>();
    private final Trajectory trajectory;
    private final List<String> trained;
    private final Map<String, double[]> initial;
    private final long first;
    private long last;

    /**
     * Returns a recorder with an empty trajectory.
     *
     * @param start the state before the first step
     */
    public Recorder(JobSpecification job, Checkpoint start) {
        this.first = start.step() + 1;
        this.last = start.step();
        this.recording = job.record();
        this.steps = job.steps();
        this.initial = start.parameters();
        this.trained = job.model().parameters().stream()
                .map(Parameter::name)
                .filter(name -> !job.frozen().contains(name))
                .toList();
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
                    gradients.add(track(
                            parameter, new double[parameter.initial().shape().size()]));
                }
            }
        }
        trajectory = new Trajectory(parameters, gradients, Metric.of(job));
    }

    private Track track(Parameter parameter, double[] initial) {
        var detail = recording.parameters() == Recording.Parameters.ALL ? Track.Detail.ALL : Track.Detail.SUMMARY;
        return new Track(parameter.name(), detail, parameter.initial().shape().dims(), initial);
    }

    /** Returns the trajectory, which grows with every recorded step. */
    public Trajectory trajectory() {
        return trajectory;
    }

    /**
     * Takes in points that an earlier part of the run has recorded.
     *
     * @param step what was recorded after it is left out
     */
    public void restore(PackedPoints points, long step) {
        trajectory.append(points.upTo(step, trajectory));
        if (trajectory.points() > 0) {
            last = trajectory.step(trajectory.points() - 1);
        }
    }

    /** Returns whether a step, from 1, is kept. */
    public boolean keeps(long step) {
        return step == first || recording.keeps(step, steps);
    }

    /** Returns the next step after this one that is kept; the last of the run if there is none before. */
    public long next(long step) {
        return step < first ? first : Math.min(steps, (step / recording.every() + 1) * recording.every());
    }

    /**
     * Takes in the steps after the last, which stand on a tape: of each its loss, the trained parameters after it where
     * they are recorded, and the gradients where they are.
     *
     * @param count how many steps
     * @param tape in the order of {@link dev.downhill.training.step.StepLayout}
     * @param width how many numbers each step has on the tape
     */
    public void tape(int count, double[] tape, int width) {
        int at = 1;
        for (Track track : parameters) {
            if (trained.contains(track.name())) {
                track.append(tape, at, width, count);
                at += size(track);
            } else {
                track.append(initialOf(track), 0, 0, count);
            }
        }
        for (Track track : gradients) {
            track.append(tape, at, width, count);
            at += size(track);
        }
        trajectory.append(last + 1, count, tape, width);
        last += count;
    }

    /**
     * Takes in a step that is kept, or the one that the run ended with.
     *
     * @param step its number, from 1.
     * @param loss of its forward pass, before the update.
     * @param values the trained parameters after it.
     * @param stepGradients the gradients as the optimizer saw them; not read if gradients are not recorded.
     */
    public void step(long step, double loss, List<double[]> values, List<double[]> stepGradients) {
        for (Track track : parameters) {
            int number = trained.indexOf(track.name());
            track.append(number < 0 ? initialOf(track) : values.get(number));
        }
        for (int i = 0; i < gradients.size(); i++) {
            gradients.get(i).append(stepGradients.get(i));
        }
        trajectory.append(step, loss);
        last = step;
    }

    /** Returns the last step that was taken in. */
    public long last() {
        return last;
    }

    private double[] initialOf(Track track) {
        return initial.getOrDefault(track.name(), new double[0]);
    }

    private static int size(Track track) {
        return Arrays.stream(track.dims()).reduce(1, (a, b) -> a * b);
    }
}
