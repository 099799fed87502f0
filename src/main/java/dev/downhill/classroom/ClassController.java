package dev.downhill.classroom;

import dev.downhill.api.Attachment;
import dev.downhill.jobs.stream.EventJson;
import dev.downhill.jobs.stream.EventStream;
import dev.downhill.jobs.stream.StreamSlots;
import dev.downhill.security.Students;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves what is under {@code /class}. */
@RestController
@RequestMapping("/class")
@Tag(
        name = "Class",
        description = "Students with keys, and their assignments. A student's key shows only the own work.")
class ClassController {
    private static final Logger log = LoggerFactory.getLogger(ClassController.class);
    private static final String CSV = "text/csv";

    private final Wall wall;
    private final Students students;
    private final StreamSlots readers;
    private final EventJson json;

    ClassController(Wall wall, Students students, StreamSlots readers, EventJson json) {
        this.wall = wall;
        this.students = students;
        this.readers = readers;
        this.json = json;
    }

    @Operation(operationId = "getStudents", summary = "The students, their newest runs, and what they have solved")
    @GetMapping(path = "/students", produces = MediaType.APPLICATION_JSON_VALUE)
    ClassView students() {
        return look();
    }

    /** The assignments, in the order in which they are taken. */
    record AssignmentList(List<ClassView.AssignmentView> assignments) {}

    @Operation(
            operationId = "listAssignments",
            summary = "The assignments, in the order in which they are taken",
            description =
                    "An assignment is a lesson. Jobs with the lesson's model and data solve it if its check holds; a check "
                            + "that compares jobs needs the lesson's specification and its variations just as they are.")
    @GetMapping(path = "/assignments", produces = MediaType.APPLICATION_JSON_VALUE)
    AssignmentList assignments() {
        return new AssignmentList(look().assignments());
    }

    @Operation(
            operationId = "streamClass",
            summary = "The class as server-sent events",
            description = "A `class` event, as `GET /class/students` answers, whenever something has changed.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(HttpServletResponse response) {
        refuseWhereNoClassIs();
        try (StreamSlots.Place place = readers.enter()) {
            new WallEvents(wall, new EventStream(response), json).send(place);
        } catch (IOException e) {
            log.debug("a reader of the wall disconnected", e);
        }
    }

    @Operation(
            operationId = "getClassResults",
            summary = "The results as CSV: a line for each student, a column for each assignment")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    @GetMapping(path = "/results", produces = CSV)
    ResponseEntity<String> results() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("class.csv"))
                .body(ResultsCsv.of(look()));
    }

    private ClassView look() {
        refuseWhereNoClassIs();
        return wall.look();
    }

    private void refuseWhereNoClassIs() {
        if (students.names().isEmpty()) {
            throw new NoClass();
        }
    }
}
