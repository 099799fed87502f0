package dev.downhill.jobs.stream;

import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.web.JobView;
import dev.downhill.training.record.Trajectory;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Sends a job's life to one reader as server-sent events: {@code status} when the status changes, {@code steps} with the points
 * since the last such event, and {@code finished} with the job's summary.
 *
 * <p>Every event's id is the number of points sent so far, so a reader that reconnects states its position. The thread
 * of the reader's request waits until the job announces a change, and looks for new points at most every twentieth of a
 * second. The run does not know its readers, and a slow reader delays only itself.
 */
final class JobEvents {
    /** The suffix of the final event's id. */
    static final String FINISHED = "-finished";

    /** After it, the reader looks whether its connection and its place still stand. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Job job;
    private final EventStream stream;
    private final StepsEvents texts;
    private final EventJson json;
    private int sent;

    /** @param sent how many points the reader has already */
    JobEvents(Job job, EventStream stream, StepsEvents texts, EventJson json, int sent) {
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
    void send(StreamSlots.Place place) throws IOException {
        JobStatus shown = null;
        while (true) {
            long seen = job.changes().count();
            // The status is read first, but for the place: what an ended job has recorded is complete, and is sent.
            boolean open = place.isOpen();
            JobStatus status = job.status();
            if (status != shown && !status.hasEnded()) {
                emit("status", "", new StatusEvent(status.text()));
                shown = status;
            }
            boolean behind = sendPoints(status.hasEnded());
            if (!behind && status.hasEnded()) {
                emit("finished", FINISHED, JobView.withoutTrajectory(job));
                return;
            }
            stream.beat();
            if (!status.hasEnded()) {
                if (!open) {
                    return;
                }
                // Where one event did not hold all points, the next one follows at once.
                if (!behind) {
                    awaitChange(seen);
                }
            }
        }
    }

    private void awaitChange(long seen) throws IOException {
        try {
            Thread.sleep(StepsEvents.LOOK);
            job.changes().await(seen, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the service stops");
        }
    }

    /** The data of a {@code status} event. */
    record StatusEvent(
            @Schema(allowableValues = {"queued", "running"}) String status) {}

    /** Returns whether there were points to send, and so may be more. */
    private boolean sendPoints(boolean ended) throws IOException {
        Trajectory trajectory = job.state().trajectory();
        if (trajectory == null) {
            return false;
        }
        int end = texts.endAfter(sent, job, trajectory, ended);
        if (end == sent) {
            return false;
        }
        int from = sent;
        sent = end;
        texts.send(job, trajectory, from, end, Integer.toString(end), stream);
        return true;
    }

    private void emit(String name, String idEnd, Object data) throws IOException {
        stream.event(name, sent + idEnd, out -> json.write(data, out));
    }
}
