package dev.downhill.lessons;

import dev.downhill.service.Service;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Someone who takes a lesson, as a client of the service: runs its jobs, and looks whether the check holds. */
final class Sight {
    private static final String OWN = "";

    private final Service service;
    private final Map<String, JsonNode> specifications = new HashMap<>();
    private final Map<String, JsonNode> jobs = new HashMap<>();

    Sight(Service service, JsonNode lesson) {
        this.service = service;
        specifications.put(OWN, lesson.get("specification"));
        for (JsonNode variation : lesson.get("variations")) {
            specifications.put(variation.get("name").asString(), variation.get("specification"));
        }
    }

    boolean holds(JsonNode check) throws Exception {
        JsonNode value = at(check.get("value"));
        if (check.has("is")) {
            return value.equals(check.get("is"));
        }
        if (check.has("between")) {
            JsonNode between = check.get("between");
            return value.doubleValue() >= between.get(0).doubleValue()
                    && value.doubleValue() <= between.get(1).doubleValue();
        }
        JsonNode bound = check.get("lessThan");
        double times = bound.has("times") ? bound.get("times").doubleValue() : 1;
        return value.doubleValue() < times * at(bound).doubleValue();
    }

    /** Returns what stands at a place of the lesson's own job or of a variation's. */
    JsonNode at(JsonNode place) throws Exception {
        String of = place.has("of") ? place.get("of").asString() : OWN;
        JsonNode job = jobs.get(of);
        if (job == null) {
            job = service.json(service.post(String.valueOf(specifications.get(of)), "Prefer", "wait=30"));
            jobs.put(of, job);
        }
        JsonNode found = job.at(place.get("at").asString());
        if (found.isMissingNode()) {
            throw new AssertionError("there is nothing at " + place + " of " + job);
        }
        return found;
    }
}
