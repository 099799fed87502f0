package dev.downhill.jobs.stream;

import dev.downhill.api.BadParameter;
import dev.downhill.jobs.Job;
import dev.downhill.jobs.Jobs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /jobs/{id}/events}.
 *
 * <p>The request's own thread, a virtual one, sends the events. With another thread (an {@code SseEmitter}), Tomcat
 * would lose a reader that disconnects while the request changes threads, and a shutdown would wait for it in vain.
 */
@RestController
@Tag(name = "Results")
public class JobEventsController {
    private static final Logger log = LoggerFactory.getLogger(JobEventsController.class);

    private final Jobs jobs;
    private final StepsEvents texts;
    private final EventJson json;
    private final StreamSlots readers;

    JobEventsController(Jobs jobs, StepsEvents texts, EventJson json, StreamSlots readers) {
        this.jobs = jobs;
        this.texts = texts;
        this.json = json;
        this.readers = readers;
    }

    @Operation(
            operationId = "streamJob",
            summary = "A job's life as server-sent events",
            description = "The events are `status`, `steps` (new points, as arrays) and `finished`. A reader "
                    + "that reconnects with `Last-Event-ID` gets the events that it has not seen.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @PathVariable String id,
            @Parameter(description = "the `id` of the last event that the reader saw")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String last,
            HttpServletResponse response) {
        Job job = jobs.get(id);
        if (last != null && last.endsWith(JobEvents.FINISHED)) {
            // By the HTML standard this ends the reconnecting of an EventSource.
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        int seen = pointsOf(last);
        try (StreamSlots.Place place = readers.enter()) {
            new JobEvents(job, new EventStream(response), texts, json, seen).send(place);
        } catch (IOException e) {
            log.debug("a reader of job {} disconnected", id, e);
        }
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
