package dev.downhill.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.downhill.training.Trajectory;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The new points of jobs as the JSON of {@code steps} events, written once for all who read the same job.
 *
 * <p>Readers look at different moments. So that they see the same points all the same, a job's points are counted once in a
 * twentieth of a second, by whoever looks first; and long stretches are cut at the same places for everyone.
 */
@Component
final class StepsTexts {
    /** How long a count of points holds, and how often a reader looks. */
    static final Duration LOOK = Duration.ofMillis(50);

    /** An event holds no more points, so that none is large. */
    private static final int MOST_POINTS = 1000;

    private static final long MOST_CHARACTERS = 32_000_000;

    private final JsonMapper json;
    private final Cache<String, Integer> counted =
            Caffeine.newBuilder().expireAfterWrite(LOOK).build();
    private final Cache<Stretch, String> texts = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(10))
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Stretch stretch, String text) -> text.length())
            .build();

    StepsTexts(JsonMapper json) {
        this.json = json;
    }

    private record Stretch(String jobId, int from, int to) {}

    /** Returns where the event ends that begins with point {@code from}; there where nothing is new yet. */
    int endAfter(int from, Job job, Trajectory trajectory, boolean ended) {
        int points = ended ? trajectory.points() : counted.get(job.id(), id -> trajectory.points());
        return Math.max(from, Math.min(points, (from / MOST_POINTS + 1) * MOST_POINTS));
    }

    /** Returns the points from one up to but without another as columns. */
    String columns(Job job, Trajectory trajectory, int from, int to) {
        return texts.get(
                new Stretch(job.id(), from, to),
                stretch -> json.writeValueAsString(TrajectoryView.ofPoints(trajectory, from, to)));
    }
}
