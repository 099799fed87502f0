package dev.downhill.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.WrittenSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.replay.Fork;
import dev.downhill.training.run.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a job shows as its specification is that job again, and a fork without changes is the rest of it: to the last bit. */
@Execution(ExecutionMode.CONCURRENT)
class RoundTripTest {
    private static final long DRAWS = Long.getLong("downhill.roundTrips", 400);
    private static final long LONG_DRAWS = Math.ceilDiv(DRAWS, 10);

    /** So many steps that nearly every draw is compiled. */
    private static final long LONG = 5000;

    private static final double MOST_WORK = 3e7;

    private static final JsonMapper JSON = new JsonMapper();
    private static final SpecificationReader READER = new SpecificationReader(Limits.DEFAULT);

    static Stream<Arguments> written() throws IOException {
        return WrittenSpecifications.all().entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), shortened(entry.getValue())));
    }

    /** Returns the specification with fewer steps, where a run would take seconds. */
    private static ObjectNode shortened(ObjectNode specification) {
        JobSpecification job = READER.read(specification);
        if (job.work() <= MOST_WORK) {
            return specification;
        }
        String field = specification.has("epochs") ? "epochs" : "steps";
        long asked = specification.path(field).asLong(100);
        ObjectNode fewer = specification.deepCopy();
        return fewer.put(field, Math.max(1, (long) (asked * MOST_WORK / job.work())));
    }

    @ParameterizedTest
    @MethodSource("written")
    void everySpecificationOfTheProjectComesBackTheSame(String name, ObjectNode specification) {
        assertRoundTrip(specification, new SplittableRandom(name.hashCode()));
    }

    @Test
    void randomSpecificationsComeBackTheSame() {
        for (long seed = 0; seed < DRAWS; seed++) {
            assertRoundTrip(seed, (ObjectNode) JSON.readTree(RandomSpecifications.specification(seed)));
        }
    }

    @Test
    void compiledRunsComeBackTheSame() {
        for (long seed = DRAWS; seed < DRAWS + LONG_DRAWS; seed++) {
            var specification = (ObjectNode) JSON.readTree(RandomSpecifications.expression(seed));
            specification.remove(List.of("epochs", "stop"));
            specification.put("steps", LONG).putObject("record").put("every", 7).put("gradients", true);
            assertRoundTrip(seed, specification);
        }
    }

    private static void assertRoundTrip(long seed, ObjectNode specification) {
        try {
            assertRoundTrip(specification, new SplittableRandom(seed));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + specification, e);
        }
    }

    private static void assertRoundTrip(JsonNode specification, SplittableRandom random) {
        RecordedRun run = RecordedRun.of(READER.read(specification));
        String shown = run.job().text().text();

        JobSpecification again = READER.read(JSON.readTree(shown));
        assertThat(again.text().text()).isEqualTo(shown);
        run.assertRestIs(RecordedRun.of(again), 0);

        assertForksAreTheRest(run, random);
    }

    /**
     * A fork without changes, one with the specification that is shown as changes, and a fork of the fork. A fork does not know
     * the best state before its start, so with {@code restoreBest} it may end otherwise.
     */
    private static void assertForksAreTheRest(RecordedRun run, SplittableRandom random) {
        if (run.job().stop().restoreBest()) {
            return;
        }
        long step = stepBeforeTheLast(run, 0, random);
        ObjectNode shown = (ObjectNode) JSON.readTree(run.job().text().text());
        RecordedRun fork = fork(run, step, shown.objectNode());
        run.assertRestIs(fork, step);
        run.assertRestIs(fork(run, step, shown), step);

        long later = stepBeforeTheLast(run, step, random);
        run.assertRestIs(fork(fork, later, shown.objectNode()), later);
    }

    private static RecordedRun fork(RecordedRun run, long step, ObjectNode changes) {
        return RecordedRun.of(Fork.of(run.job(), run.after(step), changes, READER));
    }

    /** Returns a step from {@code least} on that another follows. */
    private static long stepBeforeTheLast(RecordedRun run, long least, SplittableRandom random) {
        boolean diverged = run.result().outcome() == Outcome.DIVERGED;
        long end = run.result().steps() + (diverged ? 1 : 0);
        return random.nextLong(least, Math.max(end, least + 1));
    }
}
