package dev.downhill.specification.reading;

import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value at a place of a specification, such as another learning rate.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) of at most 200 characters
 * @param value takes the place of the value there
 */
public record Change(String pointer, JsonNode value) {
    private static final int MAX_LENGTH = 200;

    /**
     * Returns the specification with the new value; creates missing objects on the path. Nodes beside the path are
     * shared, not copied, and the given specification stays as it is.
     *
     * @throws InvalidSpecification if the pointer leads nowhere
     */
    public ObjectNode appliedTo(ObjectNode specification) {
        JsonPointer at = place();
        ObjectNode changed = specification.objectNode().setAll(specification);
        changed.set(at.getMatchingProperty(), put(specification.get(at.getMatchingProperty()), at.tail()));
        return changed;
    }

    private JsonNode put(@Nullable JsonNode into, JsonPointer at) {
        if (at.matches()) {
            return value;
        }
        if (into == null || into.isNull()) {
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            made.set(at.getMatchingProperty(), put(null, at.tail()));
            return made;
        }
        if (into instanceof ObjectNode object) {
            ObjectNode changed = object.objectNode().setAll(object);
            changed.set(at.getMatchingProperty(), put(object.get(at.getMatchingProperty()), at.tail()));
            return changed;
        }
        if (into instanceof ArrayNode array && array.has(at.getMatchingIndex())) {
            ArrayNode changed = array.arrayNode().addAll(array);
            changed.set(at.getMatchingIndex(), put(array.get(at.getMatchingIndex()), at.tail()));
            return changed;
        }
        throw refused("the specification has no place '" + pointer + "': nothing can be at '" + at + "' of it");
    }

    private JsonPointer place() {
        if (pointer.length() > MAX_LENGTH) {
            throw refused("a pointer has at most " + MAX_LENGTH + " characters");
        }
        if (!pointer.startsWith("/")) {
            throw refused("'" + pointer + "' is not a JSON pointer such as /optimizer/learningRate");
        }
        return JsonPointer.compile(pointer);
    }

    private InvalidSpecification refused(String message) {
        return new InvalidSpecification(List.of(new Fault(pointer, "pointer", message)));
    }
}
