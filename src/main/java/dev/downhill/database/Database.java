package dev.downhill.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The database: statements, transactions, and whether it answers. */
public final class Database {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final Reachability reachability;
    private final AtomicLong retries = new AtomicLong();

    public Database(DataSource source) {
        this(source, new Reachability());
    }

    private Database(DataSource source, Reachability reachability) {
        this.client = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.reachability = reachability;
    }

    /** Returns the same database over other connections. */
    Database over(DataSource other) {
        return new Database(other, reachability);
    }

    /** Returns whether the last statement was answered. */
    public boolean isReachable() {
        return reachability.isThere();
    }

    /** Returns for how long every statement has been answered. */
    public Duration reachableFor() {
        return reachability.thereFor();
    }

    /** Returns how often a transaction was tried again. */
    long retries() {
        return retries.get();
    }

    /**
     * Runs statements, each in a transaction of its own.
     *
     * @throws DatabaseUnavailable if the database cannot take them now
     */
    public <T> T run(Function<JdbcClient, T> statements) {
        return answered(() -> statements.apply(client));
    }

    /**
     * Runs statements in one transaction.
     *
     * @throws DatabaseUnavailable if the database cannot take them now; if it does not answer, it may have committed them
     */
    public <T> T atOnce(Function<JdbcClient, T> statements) {
        return answered(() -> transaction.execute(status -> statements.apply(client)));
    }

    /**
     * Tries a transaction again and again while the database cannot take it.
     *
     * @throws DatabaseUnavailable if it does not take it in time
     */
    public <T> T patiently(Duration atMost, Supplier<T> statements) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                return statements.get();
            } catch (DatabaseUnavailable e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                sleep(e);
                retries.incrementAndGet();
            }
        }
    }

    private static void sleep(DatabaseUnavailable reason) {
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
            reachability.answered();
            return result;
        } catch (DuplicateKeyException e) {
            reachability.answered();
            throw e;
        } catch (DataAccessException | TransactionException e) {
            DatabaseUnavailable refusal = DatabaseUnavailable.of(e);
            if (refusal == null) {
                // A statement that it refuses will not do better later.
                reachability.answered();
                throw e;
            }
            reachability.failed(refusal, e);
            throw refusal;
        }
    }
}
