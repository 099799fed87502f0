package dev.downhill.classroom;

import dev.downhill.jobs.JobFilter;
import dev.downhill.jobs.JobNotFound;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.ListedJob;
import dev.downhill.lessons.Exercise;
import dev.downhill.security.Caller;
import dev.downhill.security.Students;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The students of the class and their newest runs, as far as the caller may see them. */
@Component
final class Wall {
    /** Of so many jobs of the class the wall tells. */
    private static final int NEWEST = 2000;

    private static final JobFilter ALL = new JobFilter(null, null, null);

    private final Students students;
    private final Assignments assignments;
    private final Attempts attempts;
    private final Jobs jobs;

    Wall(Students students, Assignments assignments, Attempts attempts, Jobs jobs) {
        this.students = students;
        this.assignments = assignments;
        this.attempts = attempts;
        this.jobs = jobs;
    }

    ClassView look() {
        Map<String, List<ListedJob>> byOwner =
                jobs.list(ALL, Long.MAX_VALUE, NEWEST).stream().collect(Collectors.groupingBy(ListedJob::client));
        Map<String, Set<String>> solved = attempts.solvedBefore();
        List<ClassView.StudentView> shown = students.names().stream()
                .filter(name -> Caller.maySee(Students.owner(name)))
                .map(name -> student(name, solved, byOwner.getOrDefault(Students.owner(name), List.of())))
                .toList();
        return new ClassView(
                assignments.all().stream()
                        .map(exercise -> ClassView.AssignmentView.of(exercise, shown))
                        .toList(),
                shown,
                findings(shown));
    }

    /**
     * @param before what all students had solved
     * @param own the student's jobs, the newest first
     */
    private ClassView.StudentView student(String name, Map<String, Set<String>> before, List<ListedJob> own) {
        List<String> solved = attempts.solved(name, before, own);
        String next = assignments.all().stream()
                .map(Exercise::id)
                .filter(id -> !solved.contains(id))
                .findFirst()
                .orElse(null);
        return new ClassView.StudentView(
                name,
                own.size(),
                solved,
                next,
                own.isEmpty() ? null : run(own.getFirst().id()));
    }

    private ClassView.@Nullable RunView run(String id) {
        try {
            return ClassView.RunView.of(jobs.get(id));
        } catch (JobNotFound e) {
            // It was deleted just now.
            return null;
        }
    }

    private static List<ClassView.FindingView> findings(List<ClassView.StudentView> students) {
        Map<String, List<String>> byCode = new TreeMap<>();
        for (ClassView.StudentView student : students) {
            if (student.run() != null) {
                student.run()
                        .findings()
                        .forEach(code -> byCode.computeIfAbsent(code, unused -> new ArrayList<>())
                                .add(student.name()));
            }
        }
        return byCode.entrySet().stream()
                .map(found -> new ClassView.FindingView(found.getKey(), found.getValue()))
                .sorted(Comparator.comparing(found -> found.students().size(), Comparator.reverseOrder()))
                .toList();
    }
}
