package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.memory.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

@Isolated("It measures the heap that all tests share.")
class JsonTreeHeapTest {
    private final RequestShares shares = JsonTreeTest.shares(MemoryBudget.of(400 << 20));

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each is a hundred thousand of something; the heap is measured with a garbage collector that has just run. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[0.5]", "{\"a#\":1}", "0.5", "1#", "12345678901#", "\"text #\"", "[[{}]]"})
    void noTreeTakesMoreThanIsCounted(String element) {
        String text = IntStream.range(0, 100_000)
                .mapToObj(i -> element.replace("#", Integer.toString(i)))
                .collect(Collectors.joining(",", "[", "]"));
        warmUp(text);
        try (RequestMemory memory = shares.open("ada")) {
            long before = heapInUse();
            JsonNode tree = JsonTree.read(new JsonFactory(), bytes(text), memory);
            long taken = heapInUse() - before;

            assertThat(tree).hasSize(100_000);
            assertThat(taken).isLessThan(memory.used() + (1 << 20));
            assertThat(taken).isGreaterThan(memory.used() / 3);
        }
    }

    /** In a method of its own, so that no local variable keeps the tree. */
    private void warmUp(String text) {
        try (RequestMemory memory = shares.open("ada")) {
            assertThat(JsonTree.read(new JsonFactory(), bytes(text), memory)).hasSize(100_000);
        }
    }

    private static long heapInUse() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
