package dev.downhill.sweeps;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.downhill.jobs.SubmittedJob;
import dev.downhill.training.run.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A point of the grid as JSON shows it.
 *
 * @param rank from 1, by the final loss; null as long as the job has not ended
 * @param values the point's values, by JSON pointer
 * @param status the job's; {@code waiting} where the queue had no room for it yet
 * @param jobId null where there is no job
 * @param job the address of the job; null where there is none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RankedTrial(
        @Nullable Integer rank,
        Map<String, Object> values,
        String status,
        @Nullable String outcome,
        @Nullable Double finalLoss,
        @Nullable String jobId,
        @Nullable String job) {

    /** First the least final loss, then what diverged or failed, last what has not ended. */
    private static final Comparator<RankedTrial> BEST_FIRST = Comparator.comparingInt(RankedTrial::group)
            .thenComparingDouble(trial -> trial.finalLoss() == null ? Double.POSITIVE_INFINITY : trial.finalLoss());

    private static final int LEARNED = 0;
    private static final int DID_NOT = 1;
    private static final int GOES_ON = 2;

    /** Returns the trials, the best first. */
    static List<RankedTrial> ranking(Sweep sweep) {
        List<RankedTrial> sorted =
                sweep.trials().stream().map(RankedTrial::of).sorted(BEST_FIRST).toList();
        List<RankedTrial> ranked = new ArrayList<>();
        for (RankedTrial trial : sorted) {
            ranked.add(trial.group() == GOES_ON ? trial : trial.at(ranked.size() + 1));
        }
        return ranked;
    }

    private RankedTrial at(int place) {
        return new RankedTrial(place, values, status, outcome, finalLoss, jobId, job);
    }

    private int group() {
        if (status.equals("waiting") || status.equals("queued") || status.equals("running")) {
            return GOES_ON;
        }
        return finalLoss == null || Outcome.DIVERGED.text().equals(outcome) ? DID_NOT : LEARNED;
    }

    private static RankedTrial of(Trial trial) {
        Map<String, Object> values = new LinkedHashMap<>();
        trial.point().forEach(value -> values.put(value.pointer(), value.value()));
        return switch (trial.state()) {
            case Trial.Waiting waiting -> new RankedTrial(null, values, "waiting", null, null, null, null);
            case Trial.GivenUp givenUp -> new RankedTrial(null, values, "cancelled", null, null, null, null);
            case Trial.Handed handed ->
                of(
                        values,
                        handed.job().standing(),
                        handed.job().id(),
                        handed.job().path());
            case Trial.Seen seen -> of(values, seen.standing(), seen.jobId(), seen.path());
        };
    }

    private static RankedTrial of(
            Map<String, Object> values, SubmittedJob.Standing standing, String jobId, String job) {
        Outcome outcome = standing.outcome();
        return new RankedTrial(
                null,
                values,
                standing.status(),
                outcome == null ? null : outcome.text(),
                standing.finalLoss(),
                jobId,
                job);
    }
}
