package dev.downhill.database;

import dev.downhill.api.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Thrown when the database cannot take a statement now, and may take it later. */
public final class DatabaseUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** The classes of PostgreSQL's codes, its appendix A: a broken connection, and an operator's intervention. */
    private static final String CONNECTION = "08";

    private static final String INTERVENTION = "57";
    private static final String RESOURCES = "53";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String ROLLBACK = "40";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String CANCELLED = "57014";

    private final boolean silent;

    /** The database does not answer. */
    public DatabaseUnavailable() {
        this(
                "database-unavailable",
                "The database is unavailable",
                "the database that keeps jobs does not answer",
                true);
    }

    private DatabaseUnavailable(String type, String title, String detail, boolean silent) {
        super(HttpStatus.SERVICE_UNAVAILABLE, type, title, detail, WAIT);
        this.silent = silent;
    }

    /** Returns what a failure of a statement is; null if it would fail again. */
    static @Nullable DatabaseUnavailable of(Throwable failure) {
        DatabaseUnavailable refusal = kind(code(failure));
        if (refusal != null) {
            // A refusal has no cause of its own.
            refusal.addSuppressed(failure);
        }
        return refusal;
    }

    private static @Nullable DatabaseUnavailable kind(@Nullable String code) {
        if (code == null || code.startsWith(CONNECTION) || code.equals(TOO_MANY_CONNECTIONS)) {
            return new DatabaseUnavailable();
        }
        if (code.startsWith(RESOURCES)) {
            return new DatabaseUnavailable(
                    "database-full", "The database is full", "the database that keeps jobs has no room left", false);
        }
        if (code.startsWith(ROLLBACK) || code.equals(LOCK_NOT_AVAILABLE) || code.equals(CANCELLED)) {
            return new DatabaseUnavailable(
                    "database-busy", "The database is busy", "the database that keeps jobs has too much to do", false);
        }
        return code.startsWith(INTERVENTION) ? new DatabaseUnavailable() : null;
    }

    /** Returns the code of the error that the database gave; null if it gave none. */
    private static @Nullable String code(Throwable failure) {
        String code = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error && error.getSQLState() != null) {
                code = error.getSQLState();
            }
        }
        return code;
    }

    /** Returns whether the database gave no answer at all. */
    boolean isSilent() {
        return silent;
    }
}
