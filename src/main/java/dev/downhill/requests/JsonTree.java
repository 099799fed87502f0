package dev.downhill.requests;

import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the tree of a JSON text, node by node, and takes the memory of each before it is made.
 *
 * <p>A tree takes up to thirty times the bytes of its text, so a text that is short enough may still be too much; and a client
 * that stops in the middle holds what it has sent. Both are counted as they grow.
 */
final class JsonTree {
    /** The parser holds the characters of a token twice: in its buffer, and as the text that it makes of them. */
    private static final int BYTES_OF_A_BYTE = 3;

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final RequestMemory memory;
    private final JsonParser parser;
    private final long before;
    private long made;
    private long covered;

    private JsonTree(JsonFactory json, InputStream body, RequestMemory memory) {
        this.memory = memory;
        this.before = memory.used();
        this.parser = json.createParser(ObjectReadContext.empty(), new Counted(body));
    }

    /**
     * Returns the tree of a body; the memory has taken its bytes then.
     *
     * @throws tools.jackson.core.JacksonException if it is no JSON, or passes a limit of the factory
     * @throws InvalidSpecification if a text holds half of a surrogate pair
     */
    static JsonNode read(JsonFactory json, InputStream body, RequestMemory memory) {
        var tree = new JsonTree(json, body, memory);
        try (tree.parser) {
            JsonNode root = tree.value(tree.next());
            if (tree.parser.nextToken() != null) {
                throw tree.malformed("there is text after the end of the JSON value");
            }
            memory.keep(tree.before + tree.made);
            return root;
        }
    }

    private JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("the body ends before the JSON value does");
        }
        return token;
    }

    private JsonNode value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> {
                make(JsonFootprint.NUMBER);
                yield nodes.numberNode(parser.getDoubleValue());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                make(JsonFootprint.NODE);
                yield nodes.booleanNode(token == JsonToken.VALUE_TRUE);
            }
            case VALUE_NULL -> {
                make(JsonFootprint.NODE);
                yield nodes.nullNode();
            }
            default -> throw malformed("'" + token + "' found where a value was expected");
        };
    }

    private JsonNode object() {
        make(JsonFootprint.OBJECT);
        ObjectNode object = nodes.objectNode();
        for (JsonToken token = next(); token != JsonToken.END_OBJECT; token = next()) {
            String name = parser.currentName();
            refuseHalfPairs(name, parser.streamReadContext().getParent());
            make(JsonFootprint.entry(name) + (object.isEmpty() ? JsonFootprint.FIRST_ENTRY : 0));
            if (object.has(name)) {
                throw malformed("the name '" + name + "' occurs twice in one object");
            }
            object.set(name, value(next()));
        }
        return object;
    }

    private JsonNode array() {
        make(JsonFootprint.ARRAY);
        ArrayNode array = nodes.arrayNode();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            make(JsonFootprint.ELEMENT + (array.isEmpty() ? JsonFootprint.FIRST_ELEMENT : 0));
            array.add(value(token));
        }
        return array;
    }

    private JsonNode text() {
        String text = parser.getString();
        refuseHalfPairs(text, parser.streamReadContext());
        make(JsonFootprint.text(text));
        return nodes.stringNode(text);
    }

    private JsonNode whole() {
        return switch (parser.getNumberType()) {
            case INT -> {
                make(JsonFootprint.NUMBER);
                yield nodes.numberNode(parser.getIntValue());
            }
            case LONG -> {
                make(JsonFootprint.NUMBER);
                yield nodes.numberNode(parser.getLongValue());
            }
            default -> {
                make(JsonFootprint.digits(parser.getStringLength()));
                yield nodes.numberNode(parser.getBigIntegerValue());
            }
        };
    }

    /** JSON in UTF-8, which every answer is, has no half of a surrogate pair (RFC 7493, section 2.1). */
    private static void refuseHalfPairs(String text, TokenStreamContext place) {
        for (int i = 0; i < text.length(); i++) {
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw new InvalidSpecification(List.of(new Fault(
                        place.pathAsPointer().toString(),
                        "character",
                        "a text holds half of a surrogate pair, U+"
                                + HexFormat.of().withUpperCase().toHexDigits(text.charAt(i))
                                + ", which is not a character")));
            }
        }
    }

    private StreamReadException malformed(String what) {
        return new StreamReadException(parser, what, parser.currentLocation());
    }

    /** Counts a node that is about to be made; what was read for it is in the parser's hands no longer. */
    private void make(long bytes) {
        made += bytes;
        cover(0);
    }

    private void cover(long unmade) {
        long needed = made + unmade;
        if (needed > covered) {
            memory.take(needed - covered);
            covered = needed;
        }
    }

    /** The body, whose bytes are counted until something is made of them. */
    private final class Counted extends FilterInputStream {
        private long madeBefore = -1;
        private long unmade;

        Counted(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            unmade = (made == madeBefore ? unmade : 0) + bytes;
            madeBefore = made;
            cover(BYTES_OF_A_BYTE * unmade);
        }
    }
}
