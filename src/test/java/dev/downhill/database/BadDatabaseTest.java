package dev.downhill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.config.BadConfiguration;
import dev.downhill.service.ServiceProcess;
import dev.downhill.service.TestDatabase;
import dev.downhill.specification.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** A service does not start with a database that it cannot use, and says why. */
@ExtendWith(OutputCaptureExtension.class)
class BadDatabaseTest {
    private static final ClusterProperties PROPERTIES =
            new ClusterProperties(Duration.ofSeconds(6), Duration.ofSeconds(1), 3, 100, DataSize.ofMegabytes(1));

    private static final Limits OTHER = new Limits(1000, 1000, 1000, 1000, 1000, 1e9);

    private static PGSimpleDataSource source(String url) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    @Test
    void wrongPassword() throws Exception {
        String url = TestDatabase.create();
        PGSimpleDataSource source = source(TestDatabase.askForPassword(url, "guarded", "right"));
        source.setPassword("right");
        Schema.migrate(source, "the database");

        source.setPassword("wrong");

        assertThatThrownBy(() -> Schema.migrate(source, "the database"))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void noDatabaseThere() throws Exception {
        String url = "jdbc:postgresql://localhost:1/nothing";
        try (ServiceProcess process =
                ServiceProcess.start(List.of("--downhill.store=postgresql", "--spring.datasource.url=" + url))) {
            assertThatThrownBy(process::service)
                    .hasMessageContaining("The database at " + url + " cannot be used")
                    .hasMessageContaining("Check spring.datasource.url")
                    .hasMessageNotContaining("at dev.downhill");
        }
    }

    @Test
    void newerTables() {
        DataSource source = source(TestDatabase.create());
        Schema.migrate(source, "the database");
        JdbcClient.create(source).sql("""
                        INSERT INTO flyway_schema_history
                            (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                        VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'postgres', 1, true)
                        """).update();

        assertThatThrownBy(() -> Schema.migrate(source, "the database"))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("have version 99");
    }

    @Test
    void otherLimitsAreToldAtTheStart(CapturedOutput output) {
        DataSource source = source(TestDatabase.create());
        Schema.migrate(source, "the database");
        var database = new Database(source);
        var first = new Replica(database, Clock.systemUTC(), PROPERTIES, Limits.DEFAULT);
        var alike = new Replica(database, Clock.systemUTC(), PROPERTIES, Limits.DEFAULT);
        assertThat(output).doesNotContain("set them alike");

        var other = new Replica(database, Clock.systemUTC(), PROPERTIES, OTHER);

        assertThat(output)
                .contains("Replica " + first.id() + " has " + Limits.DEFAULT)
                .contains("Replica " + alike.id() + " has " + Limits.DEFAULT)
                .contains("this one has " + OTHER);
        assertThat(other.id()).isGreaterThan(alike.id());
    }
}
