package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTreeTest {
    private static final JsonMapper JACKSON = new JsonMapper();

    private final MemoryBudget budget = MemoryBudget.of(400 << 20);
    private final RequestShares shares = shares(budget);

    static RequestShares shares(MemoryBudget budget) {
        return new RequestShares(
                budget,
                new RequestsProperties(
                        0.5, 0.2, DataSize.ofKilobytes(64), 1, 10, Duration.ofSeconds(10), Duration.ofSeconds(1)));
    }

    private JsonNode read(String text, RequestMemory memory) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), memory);
    }

    private static JsonNode read(InputStream text, RequestMemory memory) {
        return JsonTree.read(new JsonFactory(), text, memory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [1, -2, 3.5, 1e3, -0.0, 2147483648, 123456789012345678901234567890, true, false, null, \"\"] ",
                "{\"a\": {\"b\": [{}, [[]], \"c\\n\\u00e9\\ud83d\\ude00\"]}, \"\": 1}",
                "\"text\"",
                "7",
                "1e400"
            })
    void treeIsTheOneThatJacksonBuilds(String text) {
        try (RequestMemory memory = shares.open("ada")) {
            assertThat(read(text, memory)).isEqualTo(JACKSON.readTree(text));
        }
        assertThat(budget.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1,}",
                "[1] 2",
                "{\"a\":1,\"a\":2}",
                "nul",
                "{\"\\udc00\": 1}",
                "NaN",
                "01",
                "'a'",
                "\"a",
                "[1,,2]",
                "\u0001",
                "{1:2}"
            })
    void refusesWhatIsNotJson(String text) {
        try (RequestMemory memory = shares.open("ada")) {
            assertThatThrownBy(() -> read(text, memory)).isInstanceOf(JacksonException.class);
        }
        assertThat(budget.held()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"a\\udc00b\"}|/name",
                "{\"data\": {\"x\": [1, \"\\ud800\"]}}|/data/x/1",
                "{\"a\": \"\\udc00\\ud800\"}|/a",
                "[\"\\ud83d\\ude00\\ude00\"]|/0"
            })
    void refusesATextThatNoAnswerCouldHold(String text, String pointer) {
        try (RequestMemory memory = shares.open("ada")) {
            assertThatThrownBy(() -> read(text, memory))
                    .isInstanceOfSatisfying(
                            InvalidSpecification.class,
                            e -> assertThat(e.faults())
                                    .extracting(Fault::pointer, Fault::code)
                                    .containsExactly(org.assertj.core.groups.Tuple.tuple(pointer, "character")));
        }
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin = "{\"name\": \"Gr\u00fc\u00dfe\"}".getBytes(StandardCharsets.ISO_8859_1);
        try (RequestMemory memory = shares.open("ada")) {
            assertThatThrownBy(() -> read(new ByteArrayInputStream(latin), memory))
                    .isInstanceOf(JacksonException.class);
        }
    }

    @Test
    void takesWhatTheTreeCountsAs() {
        String text = "{\"data\": {\"x\": [[1, 2.5], [3, \"" + "long".repeat(10_000) + "\"]], \"e\": {}}}";
        try (RequestMemory memory = shares.open("ada")) {
            JsonNode tree = read(text, memory);

            assertThat(memory.used()).isEqualTo(JsonFootprint.of(tree));
        }
    }

    @Test
    void countsATextWhileItArrives() {
        byte[] endless = ("\"" + "x".repeat(8_000_000)).getBytes(StandardCharsets.UTF_8);
        MemoryBudget small = MemoryBudget.of(8 << 20);
        try (RequestMemory memory = shares(small).open("ada")) {
            var arriving = new ByteArrayInputStream(endless);

            assertThatThrownBy(() -> read(arriving, memory)).isInstanceOf(RequestTooHeavy.class);

            assertThat(arriving.available()).isGreaterThan(7_000_000);
        }
        assertThat(small.held(Holder.REQUESTS)).isZero();
    }
}
