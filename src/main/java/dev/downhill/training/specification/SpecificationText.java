package dev.downhill.training.specification;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A specification as JSON, with every default filled in.
 *
 * <p>It holds the text in UTF-8: a tree of JSON nodes takes five to ten times as much, and few requests need one.
 */
public final class SpecificationText {
    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] utf8;

    private SpecificationText(byte[] utf8) {
        this.utf8 = utf8;
    }

    static SpecificationText of(ObjectNode json) {
        return new SpecificationText(JSON.writeValueAsBytes(json));
    }

    /** Returns the JSON as a tree of its own, which the caller may change. */
    public ObjectNode json() {
        return (ObjectNode) JSON.readTree(utf8);
    }

    /** Returns the JSON as a text. */
    public String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Returns how many bytes the text takes. */
    public long bytes() {
        return utf8.length;
    }
}
