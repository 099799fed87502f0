package dev.downhill.jobs;

import java.util.Map;

/**
 * The origin of a fork.
 *
 * @param job the id of the job that it was made from, which may have been deleted since
 * @param step the step of that job after whose state it starts
 * @param parameters the numbers of that state that were changed, by their names
 */
public record ForkOf(String job, long step, Map<String, Double> parameters) {
    public ForkOf {
        parameters = Map.copyOf(parameters);
    }
}
