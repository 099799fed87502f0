package dev.downhill.training.specification;

import dev.downhill.training.fault.Fault;
import dev.downhill.training.fault.InvalidSpecification;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value at a place of a specification, such as another learning rate.
 *
 * @param pointer where, as a JSON pointer (RFC 6901)
 */
public record Change(String pointer, JsonNode value) {
    private static final int MAX_LENGTH = 200;

    /**
     * Returns the specification with the value there; an object on the way that is missing is made.
     *
     * @throws InvalidSpecification if the pointer leads nowhere
     */
    public ObjectNode appliedTo(ObjectNode specification) {
        ObjectNode changed = specification.deepCopy();
        JsonPointer at = place();
        JsonNode parent = changed;
        while (!at.tail().matches()) {
            parent = child(parent, at);
            at = at.tail();
        }
        if (parent instanceof ObjectNode object) {
            object.set(at.getMatchingProperty(), value);
        } else if (parent instanceof ArrayNode array && array.has(at.getMatchingIndex())) {
            array.set(at.getMatchingIndex(), value);
        } else {
            throw leadsNowhere(at);
        }
        return changed;
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

    private JsonNode child(JsonNode parent, JsonPointer at) {
        String name = at.getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            JsonNode child = object.get(name);
            return child == null || child.isNull() ? object.putObject(name) : child;
        }
        JsonNode element = parent instanceof ArrayNode array ? array.get(at.getMatchingIndex()) : null;
        if (element == null) {
            throw leadsNowhere(at);
        }
        return element;
    }

    private InvalidSpecification leadsNowhere(JsonPointer at) {
        return refused("the specification has no place '" + pointer + "': nothing can be at '" + at + "' of it");
    }

    private InvalidSpecification refused(String message) {
        return new InvalidSpecification(List.of(new Fault(pointer, "pointer", message)));
    }
}
