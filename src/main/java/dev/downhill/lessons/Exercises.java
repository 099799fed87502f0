package dev.downhill.lessons;

import dev.downhill.specification.reading.SpecificationReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The lessons of this service as exercises, for another feature. */
@Component
public final class Exercises {
    private final Lessons lessons;
    private final SpecificationReader reader;
    private final JsonMapper json;

    Exercises(Lessons lessons, SpecificationReader reader, JsonMapper json) {
        this.lessons = lessons;
        this.reader = reader;
        this.json = json;
    }

    /** Returns the ids of all lessons, in their order. */
    public List<String> ids() {
        return lessons.all().stream().map(ServedLesson::id).toList();
    }

    public Optional<Exercise> find(String id) {
        return lessons.find(id).map(this::exercise);
    }

    private Exercise exercise(ServedLesson served) {
        Map<String, JsonNode> variations = new HashMap<>();
        served.variations().forEach(variation -> variations.put(variation.name(), whole(variation.specification())));
        return new Exercise(served, whole(served.lesson().specification()), variations);
    }

    /** Returns a specification with every default filled in, as a job keeps it. */
    private JsonNode whole(ObjectNode specification) {
        return json.readTree(reader.read(specification).text().text());
    }
}
