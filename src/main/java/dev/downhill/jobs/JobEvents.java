package dev.downhill.jobs;

import dev.downhill.training.Trajectory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * A job's life as server-sent events for one reader: {@code status} when that changes, {@code steps} with the points since
 * the last such event, {@code finished} with the job's summary.
 *
 * <p>Every event's id is the number of points that were sent with it and before, so that a reader that comes back says where
 * it was. The thread of the reader's request looks at the trajectory every twentieth of a second: a run knows nothing of its
 * readers, and a slow one delays itself alone.
 */
final class JobEvents {
    /** The end of the last event's id: who has seen that has seen all. */
    static final String FINISHED = "-finished";

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Job job;
    private final EventStream stream;
    private final StepsTexts texts;
    private final JsonMapper json;
    private int sent;

    /** @param sent how many points the reader has already */
    JobEvents(Job job, EventStream stream, StepsTexts texts, JsonMapper json, int sent) {
        this.job = job;
        this.stream = stream;
        this.texts = texts;
        this.json = json;
        this.sent = sent;
    }

    /**
     * Sends until the end of the job, or of the place where the job has not ended by then.
     *
     * @throws IOException if the reader has gone
     */
    void send(Readers.Place place) throws IOException {
        JobStatus shown = null;
        long lastSent = System.nanoTime();
        while (true) {
            // The status is read first, but for the place: what an ended job has recorded is complete, and is sent.
            boolean open = place.isOpen();
            JobStatus status = job.status();
            if (status != shown && !status.hasEnded()) {
                emit("status", "", json.writeValueAsString(new StatusEvent(status.text())));
                shown = status;
                lastSent = System.nanoTime();
            }
            if (sendPoints(status.hasEnded())) {
                lastSent = System.nanoTime();
            } else if (status.hasEnded()) {
                emit("finished", FINISHED, json.writeValueAsString(JobView.withoutTrajectory(job)));
                return;
            } else if (System.nanoTime() - lastSent > HEARTBEAT.toNanos()) {
                stream.comment("still here");
                lastSent = System.nanoTime();
            }
            if (!status.hasEnded()) {
                if (!open) {
                    return;
                }
                LockSupport.parkNanos(StepsTexts.LOOK.toNanos());
            }
        }
    }

    /** What a {@code status} event holds. */
    record StatusEvent(String status) {}

    private boolean sendPoints(boolean ended) throws IOException {
        Trajectory trajectory = job.state().trajectory();
        if (trajectory == null) {
            return false;
        }
        int end = texts.endAfter(sent, job, trajectory, ended);
        if (end == sent) {
            return false;
        }
        String columns = texts.columns(job, trajectory, sent, end);
        sent = end;
        emit("steps", "", columns);
        return true;
    }

    /** @param data JSON already, so that what goes wrong from here on is the connection alone */
    private void emit(String name, String idEnd, String data) throws IOException {
        stream.event(name, sent + idEnd, data);
    }
}
