package dev.downhill.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL of one test, which stops and starts again with its data, on the same port. */
public final class RestartableDatabase implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    private RestartableDatabase(Path data) throws IOException {
        this.data = data;
        this.server = started(0);
        this.port = server.getPort();
    }

    /** Starts a database that keeps its files in a folder. */
    public static RestartableDatabase in(Path folder) throws IOException {
        return new RestartableDatabase(folder.resolve("data"));
    }

    private EmbeddedPostgres started(int on) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(on)
                .setServerConfig("max_connections", "200")
                .start();
    }

    public int port() {
        return port;
    }

    /** Returns the address of the database. */
    public String url() {
        return url(port);
    }

    /** Returns the address of the database through another port, such as that of a proxy. */
    public String url(int through) {
        return server.getJdbcUrl("postgres", "postgres").replace(":" + port, ":" + through);
    }

    /** Stops the server, which ends every connection; nobody hears of a transaction that it did not commit. */
    public void stop() throws IOException {
        server.close();
    }

    /** Starts the server again. */
    public void startAgain() throws IOException {
        server = started(port);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
