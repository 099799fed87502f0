package dev.downhill.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** The connections that no request can take: one renews the lease of this process, one listens to the other processes. */
public final class ReplicaConnections implements AutoCloseable {
    /** The number of these connections. */
    static final int COUNT = 2;

    private final HikariDataSource source;
    private final Database database;

    /** @param requests the database over the connections of requests and runs */
    ReplicaConnections(HikariDataSource source, Database requests) {
        this.source = source;
        this.database = requests.over(source);
    }

    /** Returns the source of both connections. */
    public DataSource source() {
        return source;
    }

    /** Returns the database over these connections. */
    Database database() {
        return database;
    }

    @Override
    public void close() {
        source.close();
    }
}
