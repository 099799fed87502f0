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
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Students' jobs as attempts at assignments.
 *
 * <p>Each ended job is read once; what is kept of it are the numbers that checks look at. A solved assignment stays solved when
 * the job is gone, until the service stops.
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

    /** The ids of solved assignments by the students' names. */
    private final Map<String, Set<String>> solved = new ConcurrentHashMap<>();

    Attempts(Assignments assignments, Jobs jobs, JsonMapper json) {
        this.assignments = assignments;
        this.jobs = jobs;
        this.json = json;
    }

    /**
     * Returns the ids of the assignments that a student has solved, in the order of the assignments.
     *
     * @param own the student's jobs
     */
    List<String> solved(String student, List<ListedJob> own) {
        List<Map<String, Exercise.Attempt>> attempts = own.stream()
                .filter(job -> job.status().hasEnded())
                .map(job -> read.get(job.id(), this::attempts))
                .toList();
        Set<String> all = solved.computeIfAbsent(student, unused -> ConcurrentHashMap.newKeySet());
        for (Exercise assignment : assignments.all()) {
            String id = assignment.id();
            if (!all.contains(id)
                    && assignment.isSolvedBy(attempts.stream()
                            .filter(job -> job.containsKey(id))
                            .map(job -> job.get(id))
                            .toList())) {
                all.add(id);
            }
        }
        return assignments.all().stream()
                .map(Exercise::id)
                .filter(all::contains)
                .toList();
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
