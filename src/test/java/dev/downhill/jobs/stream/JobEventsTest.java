package dev.downhill.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest(properties = "downhill.jobs.threads=1")
class JobEventsTest {
    /** A second of training. */
    private static final String SOME_TIME = Service.LONG.replace("10000000", "2000");

    private final Service service;

    JobEventsTest(Service service) {
        this.service = service;
    }

    private record Event(String name, String id, JsonNode data) {}

    private static List<Event> events(Stream<String> lines) {
        List<Event> events = new ArrayList<>();
        String name = "";
        String id = "";
        String data = "";
        for (String line : lines.toList()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1);
            switch (colon < 0 ? "" : line.substring(0, colon)) {
                case "event" -> name = value;
                case "id" -> id = value;
                case "data" -> data = value;
                default -> {
                    if (line.isEmpty() && !data.isEmpty()) {
                        events.add(new Event(name, id, new JsonMapper().readTree(data)));
                        data = "";
                    }
                }
            }
        }
        return events;
    }

    private static List<Long> steps(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("steps"))
                .flatMap(event -> event.data().get("step").valueStream())
                .map(JsonNode::asLong)
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void readerSeesEveryStepOnceAndThenTheEnd() throws Exception {
        String job =
                service.submitted(SOME_TIME.replace("\"steps\": 2000", "\"steps\": 2000, \"record\": {\"every\": 1}"));

        List<Event> events = events(service.events(job).body());

        assertThat(steps(events)).isEqualTo(upTo(2000));
        assertThat(events.getLast().name()).isEqualTo("finished");
        assertThat(events.getLast().data().get("status").asString()).isEqualTo("succeeded");
        assertThat(events).hasSizeLessThan(400);
    }

    @Test
    void readerThatReconnectsGoesOnWhereItWas() throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10"));

        List<Event> rest = events(service.events(job, "Last-Event-ID", "4").body());

        assertThat(steps(rest)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(rest.getLast().id()).isEqualTo("10-finished");
    }

    @Test
    void readerThatHasSeenTheEndIsToldNotToReconnect() throws Exception {
        String job = Service.location(service.post(FirstLesson.JSON, "Prefer", "wait=10"));

        assertThat(service.events(job, "Last-Event-ID", "10-finished").statusCode())
                .isEqualTo(204);
    }

    @Test
    void aCancelledJobEndsItsStreams() throws Exception {
        String job = service.submitted(Service.LONG);
        service.awaitStatus(job, "running");
        HttpResponse<Stream<String>> stream = service.events(job);

        service.send("POST", job + "/cancel", "");

        assertThat(events(stream.body()).getLast().data().get("status").asString())
                .isEqualTo("cancelled");
    }

    @Test
    void readersThatDisconnectDoNotDisturbOthers() throws Exception {
        String job = service.submitted(SOME_TIME);
        for (int i = 0; i < 50; i++) {
            service.events(job).body().close();
        }

        List<Event> events = events(service.events(job).body());

        assertThat(events.getLast().data().get("status").asString()).isEqualTo("succeeded");
    }
}
