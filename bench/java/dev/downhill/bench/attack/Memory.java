package dev.downhill.bench.attack;

import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the service says about its memory.
 *
 * @param heap the bytes of the heap in use
 * @param counted the bytes that the memory budget counts
 * @param holders the bytes that it counts for each holder that has some
 */
record Memory(long heap, long counted, String holders) {
    private static final double MEGA = 1e6;

    /** Returns the memory after a collection. */
    static Memory of(ServiceProcess service, Client teacher) throws Exception {
        service.collect();
        Answer metrics = teacher.get("/actuator/prometheus");
        String text = metrics.text();
        return new Memory(
                sum(text, line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"")),
                sum(text, line -> line.startsWith("downhill_memory_bytes{")),
                text.lines()
                        .filter(line -> line.startsWith("downhill_memory_bytes{") && value(line) > 0)
                        .map(line -> "%s %.1f MB"
                                .formatted(line.replaceAll(".*holder=\"([^\"]*)\".*", "$1"), value(line) / MEGA))
                        .collect(Collectors.joining(", ")));
    }

    private static long sum(String metrics, Predicate<String> which) {
        return (long) metrics.lines().filter(which).mapToDouble(Memory::value).sum();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    double heapMegabytes() {
        return heap / MEGA;
    }

    double countedMegabytes() {
        return counted / MEGA;
    }

    double uncountedMegabytes() {
        return heapMegabytes() - countedMegabytes();
    }
}
