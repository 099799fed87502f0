package dev.downhill.jobs;

import java.util.Locale;

/** The status of a job: queued, then running, then one of three ends. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Returns whether a job may change from this status to another; an ended job never changes. */
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

    /** Returns the word in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
