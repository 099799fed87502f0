package dev.downhill.sweeps;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sweep as JSON shows it.
 *
 * @param status {@code running}, {@code finished} or {@code cancelled}
 * @param grid the values of each field, by JSON pointer
 * @param ranking the best first
 */
record SweepView(
        String id,
        String status,
        Instant createdAt,
        SweepProgress progress,
        Map<String, Object> grid,
        List<RankedTrial> ranking,
        Map<String, String> links) {

    /** The number of ended jobs. */
    record SweepProgress(long ended, int jobs) {
        static SweepProgress of(Sweep sweep) {
            return new SweepProgress(
                    sweep.trials().stream().filter(Trial::hasEnded).count(),
                    sweep.trials().size());
        }
    }

    static SweepView of(Sweep sweep) {
        return new SweepView(
                sweep.id(),
                status(sweep),
                sweep.createdAt(),
                SweepProgress.of(sweep),
                Collections.unmodifiableMap(sweep.grid().values()),
                RankedTrial.ranking(sweep),
                links(path(sweep)));
    }

    private static Map<String, String> links(String path) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", path);
        links.put("plot", path + "/plot");
        links.put("cancel", path + "/cancel");
        return links;
    }

    static String status(Sweep sweep) {
        return !sweep.hasEnded() ? "running" : sweep.isCancelled() ? "cancelled" : "finished";
    }

    static String path(Sweep sweep) {
        return "/sweeps/" + sweep.id();
    }
}
