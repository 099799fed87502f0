package dev.downhill.sweeps;

import dev.downhill.Await;
import dev.downhill.service.Service;
import tools.jackson.databind.JsonNode;

/** Someone who asks for a sweep until it has ended. */
final class SweepWatch {
    private SweepWatch() {}

    static JsonNode untilEnded(Service service, String sweep) throws Exception {
        Await.until("the sweep ends", () -> !status(service, sweep).equals("running"));
        return service.json(service.get(sweep));
    }

    private static String status(Service service, String sweep) throws Exception {
        return service.json(service.get(sweep)).get("status").asString();
    }
}
