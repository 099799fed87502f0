package dev.downhill.requests;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Computes the heap bytes of parsed JSON, measured on HotSpot with compressed pointers.
 *
 * <p>Maps and lists count at their largest size during growth, so the sum is an upper bound at every moment.
 */
public final class JsonFootprint {
    /** A node without text or digits: true, false and null are shared, but counted like a small number. */
    static final long NODE = 16;

    /** A node of a {@code long} or a {@code double}. */
    static final long NUMBER = 24;

    /** A node of a whole number too large for a {@code long}, without its digits. */
    private static final long DIGITS = 80;

    /** An object with its empty map. */
    static final long OBJECT = 80;

    /** The table of a map with its first entries. */
    static final long FIRST_ENTRY = 80;

    /** An entry of a map, its share of a table that doubles, and the parser's own copy of its name. */
    private static final long ENTRY = 100;

    /** An array with its empty list. */
    static final long ARRAY = 48;

    /** The first elements of a list. */
    static final long FIRST_ELEMENT = 56;

    /** A reference in a list, and a second one while the list grows. */
    static final long ELEMENT = 8;

    private static final long TEXT = 64;
    private static final int LAST_LATIN = 0xFF;

    private JsonFootprint() {}

    /** Returns the bytes of a parsed value and of everything in it. */
    public static long of(JsonNode value) {
        if (value.isObject()) {
            long bytes = OBJECT + (value.isEmpty() ? 0 : FIRST_ENTRY);
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                bytes += entry(entry.getKey()) + of(entry.getValue());
            }
            return bytes;
        }
        if (value.isArray()) {
            long bytes = ARRAY + (value.isEmpty() ? 0 : FIRST_ELEMENT);
            for (JsonNode element : value) {
                bytes += ELEMENT + of(element);
            }
            return bytes;
        }
        if (value.isString()) {
            return text(value.stringValue());
        }
        if (value.isBigInteger()) {
            return digits(value.bigIntegerValue().bitLength() / 3);
        }
        return value.isNumber() ? NUMBER : NODE;
    }

    /** Returns the bytes of an object's entry without its value. */
    static long entry(String name) {
        return ENTRY + characters(name);
    }

    /** Returns the bytes of a text. */
    static long text(String text) {
        return TEXT + characters(text);
    }

    /** Returns the bytes of a whole number that has too many digits for a {@code long}. */
    static long digits(int length) {
        return DIGITS + length;
    }

    private static long characters(String text) {
        boolean latin = text.chars().allMatch(c -> c <= LAST_LATIN);
        return (long) text.length() * (latin ? 1 : Character.BYTES);
    }
}
