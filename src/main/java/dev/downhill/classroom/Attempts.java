package dev.downhill.classroom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.web.JobView;
import dev.downhill.lessons.Exercise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Students' jobs as attempts at assignments. Each ended job is read once; what is kept of it are the numbers that checks look at. */
@Component
final class Attempts {
    private final Assignments assignments;
    private final JsonMapper json;

    /** The attempts that a job is, by the assignments' ids; they are forgotten with the job. */
    private final Cache<Job, Map<String, Exercise.Attempt>> read =
            Caffeine.newBuilder().weakKeys().build();

    Attempts(Assignments assignments, JsonMapper json) {
        this.assignments = assignments;
        this.json = json;
    }

    /** Returns the ids of the assignments that a student's jobs solve. */
    List<String> solved(List<Job> jobs) {
        List<Map<String, Exercise.Attempt>> attempts = jobs.stream()
                .filter(job -> job.status().hasEnded())
                .map(job -> read.get(job, this::attempts))
                .toList();
        return assignments.all().stream()
                .filter(assignment -> assignment.isSolvedBy(attempts.stream()
                        .filter(job -> job.containsKey(assignment.id()))
                        .map(job -> job.get(assignment.id()))
                        .toList()))
                .map(Exercise::id)
                .toList();
    }

    private Map<String, Exercise.Attempt> attempts(Job job) {
        if (assignments.all().isEmpty()) {
            return Map.of();
        }
        JsonNode specification = json.readTree(job.specification().text().text());
        Map<String, Exercise.Attempt> attempts = new HashMap<>();
        for (Exercise assignment : assignments.all()) {
            assignment
                    .attempt(specification, () -> json.valueToTree(JobView.of(job)))
                    .ifPresent(attempt -> attempts.put(assignment.id(), attempt));
        }
        return Map.copyOf(attempts);
    }
}
