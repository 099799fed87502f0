package dev.downhill.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events of jobs that record much: none is large, and together they carry every number. */
@ServiceTest
class SmallEventsTest {
    /** 61 parameters, and their gradients. */
    private static final String MANY_NUMBERS = """
            {"model": {"layers": [{"type": "linear", "units": 15, "activation": "tanh"}, {"type": "linear", "units": 1}]},
             "data": {"generator": "plane", "n": 20}, "steps": 1500, "record": {"every": 1, "gradients": true}}""";

    /** 6,001 parameters, of which each point holds all. */
    private static final String WIDE = """
            {"model": {"layers": [{"type": "linear", "units": 1500}, {"type": "linear", "units": 1}]},
             "data": {"generator": "plane", "n": 20}, "steps": 4, "optimizer": {"type": "sgd", "learningRate": 1e-6},
             "record": {"every": 1, "parameters": "all", "gradients": true}}""";

    @Autowired
    private MemoryBudget budget;

    private final Service service;

    SmallEventsTest(Service service) {
        this.service = service;
    }

    private record Event(String id, String data) {
        JsonNode json() {
            return new JsonMapper().readTree(data);
        }

        List<Long> steps() {
            return json().get("step").valueStream().map(JsonNode::asLong).toList();
        }
    }

    private List<Event> steps(String job, String... headers) throws Exception {
        List<String> lines = service.events(job, headers).body().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).equals("event:steps"))
                .mapToObj(i -> new Event(
                        lines.get(i + 1).substring("id:".length()),
                        lines.get(i + 2).substring("data:".length())))
                .toList();
    }

    private String finished(String specification) throws Exception {
        return Service.location(service.post(specification, "Prefer", "wait=30"));
    }

    private static void assertComplete(List<Event> events, long steps) {
        long sent = 0;
        for (Event event : events) {
            sent += event.steps().size();
            assertThat(event.id()).isEqualTo(Long.toString(sent));
        }
        assertThat(events.stream().flatMap(event -> event.steps().stream()).toList())
                .isEqualTo(LongStream.rangeClosed(1, steps).boxed().toList());
    }

    @Test
    void manyPointsComeInManySmallEvents() throws Exception {
        List<Event> events = steps(finished(MANY_NUMBERS));

        assertComplete(events, 1500);
        assertThat(events).hasSizeGreaterThan(50);
        assertThat(events).allSatisfy(event -> assertThat(event.data()).hasSizeLessThanOrEqualTo(64 << 10));
    }

    @Test
    void sendsAllTestLossesEvenBetweenRecordedPoints() throws Exception {
        String job = finished("""
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "steps": 6000, "record": {"every": 1000},
                 "data": {"generator": "plane", "n": 20, "testFraction": 0.2}, "optimizer": {"type": "sgd", "learningRate": 1e-6}}""");

        List<Event> events = steps(job);

        JsonNode all = service.json(service.get(job + "/trajectory"));
        assertThat(events.stream()
                        .filter(event -> event.json().has("testLoss"))
                        .mapToInt(event ->
                                event.json().get("testLoss").get("loss").size())
                        .sum())
                .isEqualTo(all.get("testLoss").get("loss").size());
        assertThat(all.get("testLoss").get("loss").size())
                .isGreaterThan(all.get("step").size());
    }

    @Test
    void readerThatReconnectsWithinAnEventGoesOnThere() throws Exception {
        List<Event> events = steps(finished(MANY_NUMBERS), "Last-Event-ID", "1003");

        assertThat(events.getFirst().steps()).startsWith(1004L);
        assertThat(events.getLast().id()).isEqualTo("1500");
    }

    @Test
    void pointLongerThanAnEventComesAlone() throws Exception {
        String job = finished(WIDE);

        List<Event> events = steps(job);

        assertComplete(events, 4);
        assertThat(events).hasSize(4);
        JsonNode trajectory = service.json(service.get(job + "/trajectory"));
        List<JsonNode> gradients = new ArrayList<>();
        events.forEach(event ->
                gradients.add(event.json().get("gradients").get("0.weight").get(0)));
        assertThat(gradients)
                .isEqualTo(trajectory
                        .get("gradients")
                        .get("0.weight")
                        .valueStream()
                        .toList());
    }

    @Test
    void readersGoOnWithoutMemoryForSharedTexts() throws Exception {
        String job = finished(MANY_NUMBERS);
        // For a reader, but for no text of many points.
        long room = 140 << 10;
        List<Event> events;
        try (Reservation others = budget.reserve(
                Holder.EVENT_STREAMS, budget.most(Holder.EVENT_STREAMS) - budget.held(Holder.EVENT_STREAMS) - room)) {
            assertThat(others.bytes()).isPositive();
            events = steps(job);
        }

        assertComplete(events, 1500);
    }
}
