package dev.downhill.jobs;

import java.util.Locale;

/** Where a job is in its life: queued, then running, then one of the three ends. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Returns whether a job may go from this status to another; from an end it goes nowhere. */
    public boolean canBecome(JobStatus next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == CANCELLED || next == FAILED;
            case RUNNING -> next.hasEnded();
            case SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    public boolean hasEnded() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Returns the word that stands in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
