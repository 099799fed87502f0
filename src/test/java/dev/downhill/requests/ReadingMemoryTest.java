package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.data.Dataset;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.replay.Fork;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reading takes at least the bytes of what it makes, and makes nothing before. */
class ReadingMemoryTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SpecificationReader READER = new SpecificationReader(Limits.DEFAULT);
    private static final int ROWS = 2_000;

    private static final String OPEN = """
            {"model": {"layers": [{"type": "linear", "units": 1}]}, "steps": 3, "data":\s""";

    /** Adds up what is taken. */
    private static final class Taken implements ReadingAllowance {
        private long bytes;

        @Override
        public void take(long more) {
            bytes += more;
        }
    }

    /** Lets a reading have so many bytes, and no more. */
    private record Most(Taken taken, long most) implements ReadingAllowance {
        @Override
        public void take(long more) {
            taken.take(more);
            if (taken.bytes > most) {
                throw new Refused();
            }
        }
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static List<String> sources() {
        String numbers = IntStream.range(0, ROWS).mapToObj(i -> i + ".5").collect(Collectors.joining(","));
        String csv = IntStream.range(0, ROWS)
                .mapToObj(i -> i + "," + (i % 2 == 0 ? "red" : "blue") + "," + (i % 7 == 0 ? "" : i) + "\\n")
                .collect(Collectors.joining());
        String table = "{\"csv\": \"x,color,y\\n" + csv + "\", \"oneHot\": [\"color\"], \"missing\": ";
        return List.of(
                "{\"x\": [" + numbers + "], \"y\": [" + numbers + "]}",
                table + "\"drop\"}",
                table + "\"mean\"}",
                table + "\"mean\", \"standardize\": true, \"testFraction\": 0.25}",
                "{\"csv\": \"x,y\\n"
                        + IntStream.range(0, ROWS)
                                .mapToObj(i -> i + ",w" + i + "\\n")
                                .collect(Collectors.joining())
                        + "\"}",
                "{\"generator\": \"plane\", \"n\": " + ROWS + ", \"testFraction\": 0.5}",
                "{\"dataset\": \"iris\"}",
                "{\"text\": \"" + "ab cd".repeat(ROWS / 5) + "\", \"context\": 20}");
    }

    private static JobSpecification read(String specification, ReadingAllowance allowance) {
        return READER.taking(allowance).read(JSON.readTree(specification));
    }

    private static String specification(String data) {
        boolean classes = data.contains("w1") || data.contains("iris") || data.contains("context");
        return OPEN.replace("\"units\": 1", "\"units\": " + (classes ? ROWS : 1)) + data
                + (classes ? ", \"loss\": \"crossEntropy\"" : "") + "}";
    }

    @ParameterizedTest
    @MethodSource("sources")
    void takesTheBytesOfEverySource(String data) {
        var taken = new Taken();

        JobSpecification specification = read(specification(data), taken);

        assertThat(taken.bytes).isGreaterThanOrEqualTo(specification.bytes());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void refusesDataBeyondTheAllowance(String data) {
        Dataset rows =
                read(specification(data), ReadingAllowance.UNLIMITED).data().training();
        var taken = new Taken();

        assertThatThrownBy(() -> read(specification(data), new Most(taken, rows.bytes() / 2)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void randomSpecificationsTakeAtLeastWhatTheyHold() {
        for (int seed = 0; seed < 200; seed++) {
            var taken = new Taken();

            JobSpecification specification = read(RandomSpecifications.specification(seed), taken);

            assertThat(taken.bytes).as("seed %d", seed).isGreaterThanOrEqualTo(specification.bytes());
        }
    }

    @Test
    void theTreeOfASpecificationTakesAtLeastItsFootprint() {
        for (int seed = 0; seed < 200; seed++) {
            JobSpecification specification = read(RandomSpecifications.specification(seed), ReadingAllowance.UNLIMITED);
            var taken = new Taken();

            ObjectNode tree = READER.taking(taken).tree(specification);

            assertThat(taken.bytes).as("seed %d", seed).isGreaterThanOrEqualTo(JsonFootprint.of(tree));
        }
    }

    @Test
    void forkTakesTheTreesThatItComparesAndChanges() {
        JobSpecification first = read(specification(sources().getFirst()), ReadingAllowance.UNLIMITED);
        var taken = new Taken();

        Fork fork = Fork.of(
                first, Checkpoint.initial(first), (ObjectNode) JSON.readTree("{\"steps\": 5}"), READER.taking(taken));

        assertThat(fork.specification().steps()).isEqualTo(5);
        assertThat(taken.bytes)
                .isGreaterThanOrEqualTo(
                        2 * JsonFootprint.of(first.json()) + first.text().bytes());
    }
}
