package dev.downhill.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells in readiness whether the database answers.
 *
 * <p>A process whose database is gone stays ready, because it serves the jobs in its memory and refuses new ones by itself. If
 * readiness failed, a proxy would send nobody to any process.
 */
final class DatabaseHealth implements HealthIndicator {
    private final Database database;
    private final Replica replica;

    DatabaseHealth(Database database, Replica replica) {
        this.database = database;
        this.replica = replica;
    }

    @Override
    public Health health() {
        Health.Builder health = database.isReachable() ? Health.up() : Health.unknown();
        return health.withDetail("answers", database.isReachable())
                .withDetail("replica", replica.id())
                .withDetail("leaseAgeSeconds", replica.leaseAge().toSeconds())
                .build();
    }
}
