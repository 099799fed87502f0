package dev.downhill.jobs.postgresql;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The database: statements, transactions, and whether it answers. */
final class Database {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private volatile boolean reachable = true;
    private volatile long reachableSince = System.nanoTime();

    Database(JdbcClient client, TransactionTemplate transaction) {
        this.client = client;
        this.transaction = transaction;
    }

    /** Returns whether the last statement was answered. */
    boolean isReachable() {
        return reachable;
    }

    /** Returns for how long every statement has been answered. */
    Duration reachableFor() {
        return reachable ? Duration.ofNanos(System.nanoTime() - reachableSince) : Duration.ZERO;
    }

    /**
     * Runs statements, each in a transaction of its own.
     *
     * @throws DatabaseGone if the database does not answer
     */
    <T> T run(Function<JdbcClient, T> statements) {
        return answered(() -> statements.apply(client));
    }

    /**
     * Runs statements in one transaction.
     *
     * @throws DatabaseGone if the database does not answer; it may have committed them
     */
    <T> T atOnce(Function<JdbcClient, T> statements) {
        return answered(() -> transaction.execute(status -> statements.apply(client)));
    }

    /**
     * Tries a transaction again and again while the database does not answer.
     *
     * @throws DatabaseGone if it does not answer in time
     */
    <T> T patiently(Duration atMost, Supplier<T> statements) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                return statements.get();
            } catch (DatabaseGone e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                sleep(e);
            }
        }
    }

    private static void sleep(DatabaseGone reason) {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }

    private <T> T answered(Supplier<T> statements) {
        try {
            T result = statements.get();
            if (!reachable) {
                reachableSince = System.nanoTime();
                reachable = true;
                log.info("The database answers again");
            }
            return result;
        } catch (DuplicateKeyException e) {
            throw e;
        } catch (DataAccessException | TransactionException e) {
            if (reachable) {
                log.warn("The database does not answer: {}", e.getMessage());
            } else {
                log.debug("The database does not answer", e);
            }
            reachable = false;
            throw new DatabaseGone(e);
        }
    }
}
