package dev.downhill.explain.diagnosis;

import dev.downhill.engine.optimizer.Sgd;
import dev.downhill.training.Track;
import dev.downhill.training.TrainingResult;
import dev.downhill.training.Trajectory;
import dev.downhill.training.model.Parameter;
import dev.downhill.training.specification.JobSpecification;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run that has ended, as symptoms look at it. */
record Run(JobSpecification job, Trajectory trajectory, TrainingResult result) {
    /** Elements of parameters x rows x evaluations that a closer look may cost: a fraction of a second. */
    private static final double AFFORDABLE = 2e7;

    /** Returns how often the loss over all rows may be evaluated for a closer look. */
    int affordableEvaluations() {
        double rows = job.data().training().rows();
        return (int) Math.min(AFFORDABLE / (rows * Math.max(1, scalars())), 10_000);
    }

    /** Returns how many of the training rows one evaluation may look at. */
    int affordableRows() {
        return (int) Math.min(
                AFFORDABLE / Math.max(1, scalars()), job.data().training().rows());
    }

    /** Returns how many of the run's steps each of some trials may repeat. */
    long affordableSteps(int trials) {
        double rows = job.batching().size();
        return Math.min((long) (AFFORDABLE / (rows * Math.max(1, scalars()) * trials)), job.steps());
    }

    double scalars() {
        return job.model().parameters().stream()
                .mapToDouble(parameter -> parameter.initial().shape().size())
                .sum();
    }

    int points() {
        return trajectory.points();
    }

    double firstLoss() {
        return trajectory.loss(0);
    }

    /** Returns the loss at the end, or the last one recorded where that is not finite. */
    double lastLoss() {
        Double last = result.finalLoss();
        return last == null ? trajectory.loss(points() - 1) : last;
    }

    /** Returns the rate before any schedule. */
    double learningRate() {
        return job.optimizer().learningRate();
    }

    boolean isFullBatch() {
        return job.batching().size() == job.data().training().rows()
                && !job.model().isRandom();
    }

    /** Returns whether the run means to go down, and can. */
    boolean descends() {
        boolean up = job.json().at("/optimizer/maximize").asBoolean(false);
        return !up && job.frozen().size() < job.model().parameters().size();
    }

    /** Returns whether curvature alone says how large the learning rate may be. */
    boolean isPlainSgd() {
        return job.optimizer() instanceof Sgd sgd && sgd.momentum() == 0;
    }

    Map<String, double[]> initialWeights() {
        Map<String, double[]> weights = new LinkedHashMap<>();
        for (Parameter parameter : job.model().parameters()) {
            weights.put(parameter.name(), job.dtype().round(parameter.initial().values()));
        }
        return weights;
    }

    /** Returns the Euclidean norm of a track's tensor at a point. */
    static double norm(Track track, int point) {
        if (track.detail() == Track.Detail.SUMMARY) {
            return track.value(point, 0);
        }
        double norm = 0;
        for (int i = 0; i < track.width(); i++) {
            norm = Math.hypot(norm, track.value(point, i));
        }
        return norm;
    }
}
