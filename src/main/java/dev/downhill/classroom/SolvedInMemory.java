package dev.downhill.classroom;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The assignments that the students have solved since the service was started. */
final class SolvedInMemory implements SolvedAssignments {
    private final Map<String, Set<String>> byStudent = new ConcurrentHashMap<>();

    @Override
    public Map<String, Set<String>> all() {
        return byStudent;
    }

    @Override
    public void add(String student, List<String> assignments) {
        byStudent
                .computeIfAbsent(student, unused -> ConcurrentHashMap.newKeySet())
                .addAll(assignments);
    }
}
