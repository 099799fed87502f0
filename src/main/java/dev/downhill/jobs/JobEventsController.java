package dev.downhill.jobs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code /jobs/{id}/events}. */
@RestController
@Tag(name = "Jobs")
class JobEventsController {
    private static final long NO_TIMEOUT = 0;

    private final Jobs jobs;

    JobEventsController(Jobs jobs) {
        this.jobs = jobs;
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
        var emitter = new SseEmitter(NO_TIMEOUT);
        Thread.ofVirtual().name("events-" + id).start(new JobEvents(job, emitter, pointsOf(last)));
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
