package dev.downhill.jobs;

import dev.downhill.training.Trajectory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

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

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Logger log = LoggerFactory.getLogger(JobEvents.class);

    private final Job job;
    private final SseEmitter emitter;
    private final StepsTexts texts;
    private final JsonMapper json;
    private int sent;

    /** @param sent how many points the reader has already */
    JobEvents(Job job, SseEmitter emitter, StepsTexts texts, JsonMapper json, int sent) {
        this.job = job;
        this.emitter = emitter;
        this.texts = texts;
        this.json = json;
        this.sent = sent;
    }

    @Override
    public void run() {
        try {
            send();
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // The reader has gone, and the server has noticed by itself; nobody is left to be told.
            log.debug("a reader of job {} has gone", job.id(), e);
        }
    }

    private void send() throws IOException {
        JobStatus shown = null;
        long lastSent = System.nanoTime();
        while (true) {
            // The status is read first: what an ended job has recorded is complete.
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
                emitter.send(SseEmitter.event().comment("still here"));
                lastSent = System.nanoTime();
            }
            if (!status.hasEnded()) {
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
        emitter.send(SseEmitter.event().name(name).id(sent + idEnd).data(data));
    }
}
