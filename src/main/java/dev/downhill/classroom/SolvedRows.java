package dev.downhill.classroom;

import dev.downhill.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The assignments that the students have solved, as rows that all processes share. */
final class SolvedRows implements SolvedAssignments {
    private final Database database;

    SolvedRows(Database database) {
        this.database = database;
    }

    private record Solved(String student, String assignment) {}

    @Override
    public Map<String, Set<String>> all() {
        return database
                .run(client -> client.sql("SELECT student, assignment FROM solved_assignment")
                        .query((row, unused) -> new Solved(row.getString("student"), row.getString("assignment")))
                        .list())
                .stream()
                .collect(Collectors.groupingBy(
                        Solved::student, Collectors.mapping(Solved::assignment, Collectors.toUnmodifiableSet())));
    }

    @Override
    public void add(String student, List<String> assignments) {
        for (String assignment : assignments) {
            int unused = database.run(client -> client.sql("""
                            INSERT INTO solved_assignment (student, assignment) VALUES (:student, :assignment)
                            ON CONFLICT DO NOTHING
                            """)
                    .param("student", student)
                    .param("assignment", assignment)
                    .update());
        }
    }
}
