package dev.downhill.jobs.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.downhill.export.trajectory.TrajectoryView;
import dev.downhill.jobs.Job;
import dev.downhill.memory.BudgetTaken;
import dev.downhill.memory.ExceedsBudget;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import dev.downhill.training.record.Trajectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The new points of jobs as the JSON of {@code steps} events, written once for all readers of the same job.
 *
 * <p>Readers look at different moments, but must see the same points. So the first reader in a twentieth of a second
 * counts a job's points for all of them. Long ranges are cut at the same places for all readers, so that an event has
 * at most {@link EventSize#MOST_BYTES}. Readers share a text as long as the memory budget has room for it. If it has
 * none, or if one point alone is longer, a reader writes its events from the trajectory, which takes no memory.
 */
@Component
final class StepsEvents {
    /** The time for which a count of points is valid, and the interval between a reader's checks. */
    static final Duration LOOK = Duration.ofMillis(50);

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final long MOST_COUNTED = 10_000;

    /** The greatest number of bytes of all texts that are kept for other readers. */
    private static final long MOST_BYTES = 32 << 20;

    /** The fraction of the memory of event streams that the texts may take. */
    private static final double SHARE = 0.5;

    /** The objects around a text. */
    private static final int BYTES_OF_OBJECTS = 400;

    private final EventJson json;
    private final MemoryBudget budget;
    private final Cache<String, Integer> counted = Caffeine.newBuilder()
            .expireAfterWrite(LOOK)
            .maximumSize(MOST_COUNTED)
            .build();
    private final Cache<Stretch, SharedText> texts;

    StepsEvents(EventJson json, MemoryBudget budget) {
        this.json = json;
        this.budget = budget;
        this.texts = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .scheduler(Scheduler.systemScheduler())
                .executor(Runnable::run)
                .maximumWeight((long) Math.min(MOST_BYTES, SHARE * budget.most(Holder.EVENT_STREAMS)))
                .weigher((Stretch stretch, SharedText text) -> text.json().length + BYTES_OF_OBJECTS)
                .removalListener((stretch, text, cause) -> {
                    if (text != null) {
                        text.close();
                    }
                })
                .build();
    }

    private record Stretch(String jobId, int from, int to) {}

    /** Returns where the event ends that begins with point {@code from}; there where nothing is new yet. */
    int endAfter(int from, Job job, Trajectory trajectory, boolean ended) {
        int points = ended ? trajectory.points() : counted.get(job.id(), id -> trajectory.points());
        return points <= from ? from : EventSize.of(trajectory).end(from, points);
    }

    /** Sends the points from one up to but without another as columns. */
    void send(Job job, Trajectory trajectory, int from, int to, String id, EventStream stream) throws IOException {
        try (SharedText text = shared(job, trajectory, from, to)) {
            EventStream.Data columns = text == null
                    ? out -> json.write(TrajectoryView.ofPoints(trajectory, from, to), out)
                    : out -> out.write(text.json());
            stream.event("steps", id, columns);
        }
    }

    /** Returns the text, which the caller closes; null if the budget has no room for it. */
    private @Nullable SharedText shared(Job job, Trajectory trajectory, int from, int to) {
        long most = EventSize.of(trajectory).bytes(from, to);
        if (most > EventSize.MOST_BYTES) {
            return null;
        }
        var stretch = new Stretch(job.id(), from, to);
        try {
            SharedText text;
            do {
                text = texts.get(stretch, unused -> text(trajectory, from, to, most));
            } while (!text.share());
            return text;
        } catch (BudgetTaken | ExceedsBudget e) {
            return null;
        }
    }

    private SharedText text(Trajectory trajectory, int from, int to, long most) {
        Reservation memory = budget.reserve(Holder.EVENT_STREAMS, most + BYTES_OF_OBJECTS);
        try {
            var bytes = new ByteArrayOutputStream((int) most);
            json.write(TrajectoryView.ofPoints(trajectory, from, to), bytes);
            byte[] text = bytes.toByteArray();
            memory.shrinkTo(text.length + BYTES_OF_OBJECTS);
            return new SharedText(text, memory);
        } catch (IOException e) {
            memory.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }
}
