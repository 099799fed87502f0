package dev.downhill.sweeps;

import java.time.Instant;
import java.util.List;

/**
 * A sweep as it stands in a list: without its grid and its jobs.
 *
 * @param status {@code running}, {@code finished} or {@code cancelled}
 * @param fields the JSON pointers of the grid
 */
record SweepSummary(
        String id,
        String status,
        Instant createdAt,
        SweepView.SweepProgress progress,
        List<String> fields,
        String self) {

    static SweepSummary of(Sweep sweep) {
        return new SweepSummary(
                sweep.id(),
                SweepView.status(sweep),
                sweep.createdAt(),
                SweepView.SweepProgress.of(sweep),
                List.copyOf(sweep.grid().values().keySet()),
                SweepView.path(sweep));
    }
}
