package dev.downhill.requests;

import dev.downhill.memory.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * Measures what trees of JSON take, in a JVM whose heap holds nothing else: prints for each argument the bytes that a hundred thousand
 * of it in an array are counted as, and those that they take.
 */
final class MeasuredTrees {
    private MeasuredTrees() {}

    public static void main(String[] elements) throws IOException {
        RequestShares shares = JsonTreeTest.shares(MemoryBudget.of(400 << 20));
        for (String element : elements) {
            String text = IntStream.range(0, 100_000)
                    .mapToObj(i -> element.replace("#", Integer.toString(i)))
                    .collect(Collectors.joining(",", "[", "]"));
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            // The first one loads classes.
            String unused = measure(shares, utf8);
            System.out.println(measure(shares, utf8));
        }
    }

    /** In a method of its own, so that no local variable keeps the tree. */
    private static String measure(RequestShares shares, byte[] utf8) throws IOException {
        try (RequestMemory memory = shares.open("ada")) {
            long before = heapInUse();
            JsonNode tree = JsonTree.read(new JsonFactory(), new ByteArrayInputStream(utf8), memory);
            long taken = heapInUse() - before;
            Reference.reachabilityFence(tree);
            return memory.used() + " " + taken;
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
