package dev.downhill.specification;

import dev.downhill.data.ReadingAllowance;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A specification as JSON, with every default filled in.
 *
 * <p>It holds the text in UTF-8, a short one compressed: a tree of JSON nodes takes five to ten times as much as the text,
 * and few requests need one.
 */
public final class SpecificationText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BYTES_OF_AN_OBJECT = 160;
    private static final int BYTES_OF_AN_ARRAY = 128;
    private static final int BYTES_OF_AN_ENTRY = 124;
    private static final int BYTES_OF_AN_ELEMENT = 32;
    private static final int BYTES_OF_A_TEXT = 64;

    /** The length up to which a text is compressed: of a longer one, packed data take more memory. */
    private static final int LONGEST_SHORT_TEXT = 16 << 10;

    /** The text in UTF-8, or the compressed text if it is a short one. */
    private final byte[] kept;

    private final int length;

    private SpecificationText(byte[] utf8) {
        this.length = utf8.length;
        this.kept = length <= LONGEST_SHORT_TEXT ? ShortTexts.compressed(utf8) : utf8;
    }

    /**
     * Returns the text of a specification.
     *
     * @param allowance the bytes that the text may take while it is written; it throws if they are too many.
     */
    public static SpecificationText of(ObjectNode json, ReadingAllowance allowance) {
        var written = new Written(allowance);
        JSON.writeValue(written, json);
        return new SpecificationText(written.toByteArray());
    }

    /** The text as it grows. */
    private static final class Written extends ByteArrayOutputStream {
        /** A buffer doubles as it grows, and at the end there is a copy of the right length. */
        private static final int BYTES_OF_A_BYTE = 3;

        private final ReadingAllowance allowance;

        Written(ReadingAllowance allowance) {
            this.allowance = allowance;
        }

        @Override
        public synchronized void write(int b) {
            allowance.take(BYTES_OF_A_BYTE);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            allowance.take((long) BYTES_OF_A_BYTE * length);
            super.write(bytes, offset, length);
        }
    }

    /** Returns the JSON as a tree of its own, which the caller may change. */
    public ObjectNode json() {
        return (ObjectNode) JSON.readTree(utf8());
    }

    /** Returns the JSON as a text. */
    public String text() {
        return new String(utf8(), StandardCharsets.UTF_8);
    }

    /**
     * Adds the text to a digest, without the name of the job, and with every number in one notation. So it is the same for
     * all notations of a specification.
     */
    public void addTo(MessageDigest digest) {
        CanonicalText.feed(utf8(), digest);
    }

    private byte[] utf8() {
        return length <= LONGEST_SHORT_TEXT ? ShortTexts.text(kept, length) : kept;
    }

    /**
     * Returns at most how many bytes a tree of the JSON takes. It counts the characters that begin nodes, those within
     * texts too.
     */
    public long treeBytes() {
        long bytes = length;
        for (byte character : utf8()) {
            bytes += switch (character) {
                case '{' -> BYTES_OF_AN_OBJECT;
                case '[' -> BYTES_OF_AN_ARRAY;
                case ':' -> BYTES_OF_AN_ENTRY;
                case ',' -> BYTES_OF_AN_ELEMENT;
                case '"' -> BYTES_OF_A_TEXT / 2;
                default -> 0;
            };
        }
        return bytes;
    }

    /** Returns how many bytes the text takes in memory. */
    public long bytes() {
        return kept.length;
    }
}
