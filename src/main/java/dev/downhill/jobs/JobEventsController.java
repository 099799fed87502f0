package dev.downhill.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** {@code /jobs/{id}/events}. */
@RestController
@Tag(name = "Jobs")
class JobEventsController {
    private static final long NO_TIMEOUT = 0;

    private final Jobs jobs;
    private final StepsTexts texts;
    private final JsonMapper json;
    private final JobsProperties properties;
    private final Semaphore places;

    JobEventsController(Jobs jobs, StepsTexts texts, JsonMapper json, JobsProperties properties) {
        this.jobs = jobs;
        this.texts = texts;
        this.json = json;
        this.properties = properties;
        this.places = new Semaphore(properties.readers());
    }

    @Operation(
            operationId = "streamJob",
            summary = "A job's life as server-sent events",
            description = "`status`, `steps` (columns of new points), `finished`; a reader that comes back with "
                    + "`Last-Event-ID` gets what it has not seen.")
    @GetMapping(path = "/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable String id,
            @Parameter(description = "the `id` of the last event that was seen")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String last) {
        Job job = jobs.get(id);
        if (last != null && last.endsWith(JobEvents.FINISHED)) {
            // By the HTML standard this ends the reconnecting of an EventSource.
            return ResponseEntity.noContent().build();
        }
        int seen = pointsOf(last);
        if (!places.tryAcquire()) {
            throw new TooManyReaders(properties.readers(), properties.retryAfter());
        }
        var emitter = new SseEmitter(NO_TIMEOUT);
        var events = new JobEvents(job, emitter, texts, json, seen);
        Thread.ofVirtual().name("events-" + id).start(() -> {
            try {
                events.run();
            } finally {
                places.release();
            }
        });
        return ResponseEntity.ok(emitter);
    }

    private static int pointsOf(@Nullable String last) {
        if (last == null || last.isBlank()) {
            return 0;
        }
        try {
            return Math.max(0, Integer.parseInt(last.strip()));
        } catch (NumberFormatException e) {
            throw new BadParameter("Last-Event-ID", "'" + last + "' is not the id of an event");
        }
    }
}
