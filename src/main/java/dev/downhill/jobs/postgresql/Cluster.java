package dev.downhill.jobs.postgresql;

import dev.downhill.database.Database;
import dev.downhill.database.DatabaseUnavailable;
import dev.downhill.database.Replica;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobRunner;
import dev.downhill.scheduling.Changes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The threads by which this process takes part: they renew its lease, write what its runs record, listen to the others, and
 * claim jobs.
 *
 * <p>It stops after the runner, which hands its jobs over first.
 */
final class Cluster implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(100);
    private static final Duration BETWEEN_CLAIMS = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Replica replica;
    private final Database database;
    private final SharedQueue queue;
    private final PostgresJobStore store;
    private final Mirrors mirrors;
    private final Claims claims;
    private final JobRunner runner;
    private final DataSource source;
    private final Counter lost;
    private final Changes waiting = new Changes();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Cluster(
            Replica replica,
            Database database,
            SharedQueue queue,
            PostgresJobStore store,
            Mirrors mirrors,
            Claims claims,
            JobRunner runner,
            DataSource source,
            MeterRegistry registry) {
        this.lost = Counter.builder("downhill.cluster.lost")
                .description("jobs of this process that another one has taken")
                .register(registry);
        this.replica = replica;
        this.database = database;
        this.queue = queue;
        this.store = store;
        this.mirrors = mirrors;
        this.claims = claims;
        this.runner = runner;
        this.source = source;
        queue.onLoss(this::lost);
        queue.free(runner::free);
    }

    private void lost(Job job) {
        lost.increment();
        runner.abandon(job);
        if (job.status().hasEnded()) {
            store.reload(job);
        } else {
            mirrors.follow(job);
        }
    }

    @Override
    public void start() {
        running = true;
        repeat("cluster-lease", replica.lease().dividedBy(Replica.RENEWALS), replica::renew);
        repeat("cluster-writer", BETWEEN_WRITES, queue::write);
        Set<String> strays = new HashSet<>();
        repeat("cluster-strays", replica.lease(), () -> queue.releaseStrays(strays));
        repeat("cluster-mirrors", BETWEEN_LOOKS, mirrors::refreshAll);
        thread("cluster-claims", this::claim);
        thread("cluster-listener", this::listen);
    }

    private void repeat(String name, Duration pause, Runnable work) {
        thread(name, () -> {
            while (running) {
                try {
                    Thread.sleep(pause);
                    work.run();
                } catch (InterruptedException e) {
                    return;
                } catch (DatabaseUnavailable e) {
                    log.debug("{} waits for the database", name);
                } catch (RuntimeException e) {
                    log.warn("{} failed, and goes on", name, e);
                }
            }
        });
    }

    private void thread(String name, Runnable work) {
        Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(work);
        threads.add(thread);
        thread.start();
    }

    private void claim() {
        while (running) {
            long seen = waiting.count();
            long departed = runner.departures().count();
            try {
                claims.claim();
            } catch (DatabaseUnavailable e) {
                log.debug("Claims wait for the database");
            } catch (RuntimeException e) {
                log.warn("A claim failed", e);
            }
            try {
                if (departed == runner.departures().count()) {
                    waiting.await(seen, BETWEEN_CLAIMS);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void listen() {
        var notifications = new Notifications(source, this::receive, this::catchUp);
        while (running) {
            try {
                notifications.receive();
            } catch (SQLException e) {
                log.debug("The listener lost its connection", e);
            } catch (RuntimeException e) {
                log.warn("The listener failed, and goes on", e);
            }
            try {
                Thread.sleep(BETWEEN_CLAIMS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Reads what messages would have told that were lost. */
    private void catchUp() {
        try {
            mirrors.refreshAll();
            store.forgetDeleted();
        } catch (DatabaseUnavailable e) {
            log.debug("The listener catches up later", e);
        }
        waiting.tell();
    }

    private void receive(Message message) {
        switch (message.kind()) {
            case WAITING -> waiting.tell();
            case CHANGED -> {
                if (mirrors.follows(message.job())) {
                    mirrors.refresh(message.job());
                }
            }
            case CANCEL -> cancel(message.job());
            case DELETED -> store.forget(message.job());
        }
    }

    /** A job that waits here may have been cancelled at another process, and has a row that says so. */
    private void cancel(String id) {
        mirrors.refresh(id);
        Optional<Job> mine = queue.held(id);
        mine.flatMap(job -> database.run(client -> JobRows.find(client, id))).ifPresent(row -> {
            if (row.job().status().hasEnded()) {
                queue.drop(id);
            } else if (row.cancelReason() != null) {
                boolean unused = mine.get().cancelRunning(row.cancelReason());
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                boolean unused = thread.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            replica.leave();
        } catch (DatabaseUnavailable e) {
            log.info("The lease of this process ends by itself");
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
