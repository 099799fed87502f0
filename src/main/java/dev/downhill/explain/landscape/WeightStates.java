package dev.downhill.explain.landscape;

import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Trajectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a run, at those of its steps at which all of them are known.
 *
 * @param states in the order of their steps; the first is what the run began with
 */
public record WeightStates(JobSpecification job, List<State> states) {
    public WeightStates {
        states = List.copyOf(states);
    }

    /**
     * All weights after a step.
     *
     * @param weights each parameter's elements, row-major; gathered on request
     */
    record State(long step, Supplier<Map<String, double[]>> weights) {
        static State of(Checkpoint checkpoint) {
            return new State(checkpoint.step(), checkpoint::parameters);
        }
    }

    /**
     * Returns what is known of a run: every recorded point, or where those are summaries, the states that are kept.
     *
     * @param start the initial state
     * @param trajectory the recorded points; null before the run starts
     * @param kept the kept states, in the order of their steps
     * @param last the final state; null before the run ends
     */
    public static WeightStates of(
            JobSpecification job,
            Checkpoint start,
            @Nullable Trajectory trajectory,
            List<Checkpoint> kept,
            @Nullable Checkpoint last) {
        List<State> states = new ArrayList<>();
        states.add(State.of(start));
        if (trajectory != null && trajectory.isWhole(job)) {
            for (int i = 0; i < trajectory.points(); i++) {
                int point = i;
                states.add(new State(trajectory.step(point), () -> at(trajectory, point)));
            }
        } else {
            kept.stream()
                    .filter(checkpoint -> checkpoint.step() > start.step())
                    .map(State::of)
                    .forEach(states::add);
        }
        if (last != null && last.step() > states.getLast().step()) {
            states.add(State.of(last));
        }
        return new WeightStates(job, states);
    }

    private static Map<String, double[]> at(Trajectory trajectory, int point) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        trajectory.parameters().forEach(track -> weights.put(track.name(), track.values(point)));
        return weights;
    }

    State newest() {
        return states.getLast();
    }

    /** Returns some of the states, spread evenly; the first and the last are among them. */
    List<State> spread(int most) {
        int last = states.size() - 1;
        return states.size() <= most
                ? states
                : IntStream.range(0, most)
                        .mapToObj(i -> states.get((int) Math.round((double) i * last / (most - 1))))
                        .toList();
    }
}
