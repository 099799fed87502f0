package dev.downhill.jobs;

import dev.downhill.training.Trajectory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A job's life as server-sent events for one reader: {@code status} when that changes, {@code steps} with the points since
 * the last such event, {@code finished} with the job's summary.
 *
 * <p>Every event's id is the number of points that were sent with it and before, so that a reader that comes back says where
 * it was. The reader has a virtual thread of its own, which looks at the trajectory every twentieth of a second: a run knows
 * nothing of its readers, and a slow one delays itself alone.
 */
final class JobEvents implements Runnable {
    /** The end of the last event's id: who has seen that has seen all. */
    static final String FINISHED = "-finished";

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** More points than these are sent in several events, so that no event is large. */
    private static final int MOST_POINTS = 2000;

    private final Job job;
    private final SseEmitter emitter;
    private int sent;

    /** @param sent how many points the reader has already */
    JobEvents(Job job, SseEmitter emitter, int sent) {
        this.job = job;
        this.emitter = emitter;
        this.sent = sent;
    }

    @Override
    public void run() {
        try {
            send();
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // The reader has gone; nobody is left to be told.
            emitter.completeWithError(e);
        }
    }

    private void send() throws IOException {
        JobStatus shown = null;
        long lastSent = System.nanoTime();
        while (true) {
            // The status is read first: what an ended job has recorded is complete.
            JobStatus status = job.status();
            if (status != shown && !status.hasEnded()) {
                emit("status", new StatusEvent(status.text()));
                shown = status;
                lastSent = System.nanoTime();
            }
            if (sendPoints()) {
                lastSent = System.nanoTime();
            } else if (status.hasEnded()) {
                emit("finished", sent + FINISHED, JobView.withoutTrajectory(job));
                return;
            } else if (System.nanoTime() - lastSent > HEARTBEAT.toNanos()) {
                emitter.send(SseEmitter.event().comment("still here"));
                lastSent = System.nanoTime();
            }
            if (!status.hasEnded()) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    /** What a {@code status} event holds. */
    record StatusEvent(String status) {}

    private boolean sendPoints() throws IOException {
        Trajectory trajectory = job.state().trajectory();
        int points = trajectory == null ? 0 : trajectory.points();
        if (trajectory == null || points <= sent) {
            return false;
        }
        int end = Math.min(points, sent + MOST_POINTS);
        TrajectoryView columns = TrajectoryView.ofPoints(trajectory, sent, end);
        sent = end;
        emit("steps", columns);
        return true;
    }

    private void emit(String name, Object data) throws IOException {
        emit(name, Integer.toString(sent), data);
    }

    private void emit(String name, String id, Object data) throws IOException {
        emitter.send(SseEmitter.event().name(name).id(id).data(data, MediaType.APPLICATION_JSON));
    }
}
