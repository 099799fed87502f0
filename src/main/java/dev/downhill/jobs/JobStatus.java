package dev.downhill.jobs;

import java.util.Locale;

/** Where a job is in its life: queued, then running, then one of the three ends. */
enum JobStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Returns whether a job may go from this status to another; from an end it goes nowhere. */
    boolean canBecome(JobStatus next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == CANCELLED || next == FAILED;
            case RUNNING -> next.hasEnded();
            case SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    boolean hasEnded() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Returns the word that stands in JSON. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
