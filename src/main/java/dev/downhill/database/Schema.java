package dev.downhill.database;

import dev.downhill.config.BadConfiguration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** The tables, which the first process of a version creates or changes at its start. */
public final class Schema {
    private Schema() {}

    /**
     * Brings the tables to this version.
     *
     * @param source gives connections without a limit on the time of a statement, because an index of a large table takes long
     * @param url the address of the database, for messages
     * @throws BadConfiguration if the database cannot be reached, or its tables are of a newer version
     */
    public static void migrate(DataSource source, String url) {
        try {
            Flyway flyway = Flyway.configure().dataSource(source).load();
            for (MigrationInfo info : flyway.info().applied()) {
                if (info.getState() == MigrationState.FUTURE_SUCCESS) {
                    throw new BadConfiguration(
                            List.of("The tables of " + url + " have version " + info.getVersion()
                                    + ", which this version of the service does not know."),
                            "Start the version of the service that made them, or a newer one.");
                }
            }
            flyway.migrate();
        } catch (FlywayException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new BadConfiguration(
                    List.of("The database at " + url + " cannot be used: " + cause.getMessage()),
                    "Check spring.datasource.url, spring.datasource.username and spring.datasource.password, and that "
                            + "PostgreSQL runs and accepts connections from here.");
        }
    }
}
