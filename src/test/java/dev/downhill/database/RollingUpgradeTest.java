package dev.downhill.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * During an upgrade, replicas of the version before go on with the tables of the new one. So a migration only adds: what old
 * statements name stays as it is, and a row that they insert needs no new column.
 */
class RollingUpgradeTest {
    private static final Pattern ADDS = Pattern.compile(
            "CREATE TABLE \\w+ .*|CREATE INDEX \\w+ ON .*|ALTER TABLE \\w+ ADD COLUMN \\w+ \\w+( \\w+)?( NOT NULL DEFAULT \\S+)?",
            Pattern.DOTALL);

    private static boolean onlyAdds(String sql) {
        return Arrays.stream(sql.replaceAll("--.*", "").split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " "))
                .filter(statement -> !statement.isEmpty())
                .allMatch(statement -> ADDS.matcher(statement).matches()
                        && (!statement.startsWith("ALTER")
                                || !statement.contains("NOT NULL")
                                || statement.contains("DEFAULT")));
    }

    /** Returns the migrations after the first one, which meets no older replica. */
    static Stream<Resource> migrations() throws IOException {
        Resource[] all = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql");
        assertThat(all).hasSizeGreaterThan(1);
        return Arrays.stream(all)
                .filter(migration -> !String.valueOf(migration.getFilename()).startsWith("V1__"));
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void migrationOnlyAdds(Resource migration) throws IOException {
        assertThat(onlyAdds(migration.getContentAsString(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE job DROP COLUMN tests",
                "ALTER TABLE job RENAME COLUMN tests TO metrics",
                "ALTER TABLE job ADD COLUMN bytes bigint NOT NULL",
                "ALTER TABLE job ALTER COLUMN points TYPE bigint",
                "CREATE UNIQUE INDEX job_by_name ON job (name)",
                "CREATE TABLE more (id text); DROP TABLE job_points"
            })
    void changeIsFound(String sql) {
        assertThat(onlyAdds(sql)).isFalse();
    }
}
