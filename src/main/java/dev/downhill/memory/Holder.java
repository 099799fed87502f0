package dev.downhill.memory;

import java.util.Locale;

/** A holder of bytes of the budget, with the largest share that it may hold. */
public enum Holder {
    /** Bodies of requests and their parsed form, until the request is answered. */
    REQUESTS(0.5),
    /** Specifications and data of jobs in a queue. */
    QUEUED_JOBS(0.5),
    /** Graphs, buffers, states and recorded points of runs. */
    RUNNING_JOBS(0.6),
    /** Ended jobs; they are evicted when others need their bytes. */
    ENDED_JOBS(0.7),
    /** Readers of event streams, and events on their way to them. */
    EVENT_STREAMS(0.4),
    /** Analyses, pictures and exports, until they are answered. */
    ANSWERS(0.4),
    /** Uploaded data sets. */
    DATASETS(0.3),
    /** Sweeps and their rankings. */
    SWEEPS(0.1),
    /** Small specifications that were read last, with the plans of their runs; evicted when others need their bytes. */
    RECENT_PLANS(0.02);

    private final double share;

    Holder(double share) {
        this.share = share;
    }

    /** Returns which part of the budget it may hold, at most 1. */
    double share() {
        return share;
    }

    /** Returns the word for it in metrics and messages. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
