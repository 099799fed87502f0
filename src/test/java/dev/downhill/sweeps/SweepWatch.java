package dev.downhill.sweeps;

import dev.downhill.service.Service;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Someone who asks for a sweep until it has ended. */
final class SweepWatch {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SweepWatch() {}

    static JsonNode untilEnded(Service service, String sweep) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode now = service.json(service.get(sweep));
        while (now.get("status").asString().equals("running")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the sweep goes on: " + now);
            }
            Thread.sleep(10);
            now = service.json(service.get(sweep));
        }
        return now;
    }
}
