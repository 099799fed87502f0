package dev.downhill.jobs.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the messages of other processes, on a connection of its own. */
final class Notifications {
    private static final Logger log = LoggerFactory.getLogger(Notifications.class);
    private static final int WAIT_MILLIS = 1000;

    /** After so many waits in vain the connection is tried. */
    private static final int SILENT = 5;

    private final DataSource source;
    private final Consumer<Message> receiver;
    private final Runnable connected;

    /**
     * @param receiver takes each message
     * @param connected runs after each connection: messages before it were lost
     */
    Notifications(DataSource source, Consumer<Message> receiver, Runnable connected) {
        this.source = source;
        this.receiver = receiver;
        this.connected = connected;
    }

    /** Receives messages until the thread is interrupted or the connection breaks. */
    void receive() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + JobRows.CHANNEL);
            try {
                connected.run();
                receive(statement, connection.unwrap(PGConnection.class));
            } finally {
                // The connection goes back to the pool, where its messages would pile up.
                statement.execute("UNLISTEN *");
            }
        }
    }

    private void receive(Statement statement, PGConnection messages) throws SQLException {
        int silent = 0;
        while (!Thread.currentThread().isInterrupted()) {
            PGNotification[] received = messages.getNotifications(WAIT_MILLIS);
            for (PGNotification notification : received) {
                Message.of(notification.getParameter()).ifPresent(this::received);
            }
            silent = received.length > 0 ? 0 : silent + 1;
            if (silent >= SILENT) {
                // A connection that a network has cut looks like one on which nothing happens.
                statement.execute("SELECT 1");
                silent = 0;
            }
        }
    }

    private void received(Message message) {
        try {
            receiver.accept(message);
        } catch (RuntimeException e) {
            log.warn("Message {} had no effect: {}", message, e.getMessage());
        }
    }
}
