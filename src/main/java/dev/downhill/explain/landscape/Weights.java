package dev.downhill.explain.landscape;

import dev.downhill.training.Checkpoint;
import dev.downhill.training.Track;
import dev.downhill.training.Trajectory;
import dev.downhill.training.specification.JobSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the weights of a run.
 *
 * @param trajectory what is recorded, or null before the run begins
 * @param last the state that the run ended with, or null before it ends
 */
public record Weights(
        JobSpecification job,
        @Nullable Trajectory trajectory,
        @Nullable Checkpoint last) {

    /** Returns the trajectory if it holds every element of every parameter, else null. */
    @Nullable
    Trajectory whole() {
        boolean all = trajectory != null
                && trajectory.parameters().size() == job.model().parameters().size()
                && trajectory.parameters().stream().allMatch(track -> track.detail() == Track.Detail.ALL);
        return all ? trajectory : null;
    }

    /** Returns the weights before the first step. */
    Map<String, double[]> initial() {
        Trajectory recorded = whole();
        if (recorded != null) {
            Map<String, double[]> first = new LinkedHashMap<>();
            recorded.parameters().forEach(track -> first.put(track.name(), track.initial()));
            return first;
        }
        Map<String, double[]> weights = new LinkedHashMap<>();
        job.model()
                .parameters()
                .forEach(parameter -> weights.put(
                        parameter.name(), job.dtype().round(parameter.initial().values())));
        return weights;
    }

    /** Returns the weights at a point of a trajectory that {@linkplain #whole() holds them}. */
    static Map<String, double[]> at(Trajectory trajectory, int point) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        trajectory.parameters().forEach(track -> weights.put(track.name(), track.values(point)));
        return weights;
    }

    /** Returns the newest weights that are known, or null where a run goes on that does not record them. */
    public @Nullable Map<String, double[]> newest() {
        if (last != null) {
            return last.parameters();
        }
        if (trajectory == null || trajectory.points() == 0) {
            return initial();
        }
        Trajectory whole = whole();
        return whole == null ? null : at(whole, whole.points() - 1);
    }

    /** Returns the step that {@link #newest()} are the weights of. */
    long newestStep() {
        if (last != null) {
            return last.step();
        }
        int points = trajectory == null ? 0 : trajectory.points();
        return points == 0 ? 0 : Objects.requireNonNull(trajectory).step(points - 1);
    }
}
