package dev.downhill.classroom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.downhill.jobs.JobNotFound;
import dev.downhill.jobs.Jobs;
import dev.downhill.jobs.ListedJob;
import dev.downhill.jobs.web.JobView;
import dev.downhill.lessons.Exercise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Students' jobs as attempts at assignments.
 *
 * <p>Each ended job is read once; what is kept of it are the numbers that checks look at. A solved assignment stays solved when
 * the job is gone; see {@link SolvedAssignments}.
 */
@Component
final class Attempts {
    private static final int MOST_JOBS = 10_000;

    private final Assignments assignments;
    private final Jobs jobs;
    private final JsonMapper json;

    /** The attempts that a job is, by the assignments' ids, by the job's id. */
    private final Cache<String, Map<String, Exercise.Attempt>> read =
            Caffeine.newBuilder().maximumSize(MOST_JOBS).build();

    private final SolvedAssignments solved;

    Attempts(Assignments assignments, SolvedAssignments solved, Jobs jobs, JsonMapper json) {
        this.solved = solved;
        this.assignments = assignments;
        this.jobs = jobs;
        this.json = json;
    }

    /**
     * Returns the ids of the assignments that a student has solved, in the order of the assignments.
     *
     * @param before what all students had solved
     * @param own the student's jobs
     */
    List<String> solved(String student, Map<String, Set<String>> before, List<ListedJob> own) {
        List<Map<String, Exercise.Attempt>> attempts = own.stream()
                .filter(job -> job.status().hasEnded())
                .map(job -> read.get(job.id(), this::attempts))
                .toList();
        Set<String> known = before.getOrDefault(student, Set.of());
        List<String> all = assignments.all().stream()
                .filter(assignment -> known.contains(assignment.id()) || isSolved(assignment, attempts))
                .map(Exercise::id)
                .toList();
        List<String> news = all.stream().filter(id -> !known.contains(id)).toList();
        if (!news.isEmpty()) {
            solved.add(student, news);
        }
        return all;
    }

    private static boolean isSolved(Exercise assignment, List<Map<String, Exercise.Attempt>> attempts) {
        return assignment.isSolvedBy(attempts.stream()
                .filter(job -> job.containsKey(assignment.id()))
                .map(job -> job.get(assignment.id()))
                .toList());
    }

    /** Returns what all students have solved so far. */
    Map<String, Set<String>> solvedBefore() {
        return solved.all();
    }

    private Map<String, Exercise.Attempt> attempts(String id) {
        if (assignments.all().isEmpty()) {
            return Map.of();
        }
        try {
            var job = jobs.get(id);
            JsonNode specification = json.readTree(job.specification().text().text());
            Map<String, Exercise.Attempt> attempts = new HashMap<>();
            for (Exercise assignment : assignments.all()) {
                assignment
                        .attempt(specification, () -> json.valueToTree(JobView.of(job)))
                        .ifPresent(attempt -> attempts.put(assignment.id(), attempt));
            }
            return Map.copyOf(attempts);
        } catch (JobNotFound e) {
            return Map.of();
        }
    }
}
