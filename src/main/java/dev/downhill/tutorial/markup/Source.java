package dev.downhill.tutorial.markup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text of a document, which turns into the same bytes again. */
public final class Source {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final boolean marked;
    private final int[] lineStarts;

    private Source(String text, boolean marked) {
        this.text = text;
        this.marked = marked;
        this.lineStarts = lineStarts(text);
    }

    /** A place in a document: line and column, both from 1; columns count UTF-16 units. */
    public record Place(int line, int column) {}

    /**
     * Returns the text that some bytes encode.
     *
     * @throws CharacterCodingException if the bytes are not UTF-8
     */
    public static Source of(byte[] utf8) throws CharacterCodingException {
        return of(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8))
                .toString());
    }

    /** Returns a text; a byte order mark at its beginning is no part of {@link #text}. */
    public static Source of(String text) {
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return new Source(marked ? text.substring(1) : text, marked);
    }

    /** Returns the same document with another text. */
    Source with(String other) {
        return new Source(other, marked);
    }

    /** Returns the text without byte order mark. */
    public String text() {
        return text;
    }

    /** Returns the document in UTF-8, with its byte order mark if it had one. */
    public byte[] bytes() {
        return (marked ? BYTE_ORDER_MARK + text : text).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the line and column of an offset in the text. */
    public Place place(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Place(line + 1, offset - lineStarts[line] + 1);
    }

    /** Returns where the line of an offset begins. */
    int lineStart(int offset) {
        return offset - place(offset).column() + 1;
    }

    /** Returns where the line of an offset ends, its line break not counted. */
    int lineEnd(int offset) {
        int end = offset;
        while (end < text.length() && !isBreak(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns the line break that the line of an offset ends with; that of most systems if it has none. */
    String lineBreak(int offset) {
        int end = lineEnd(offset);
        if (end == text.length()) {
            return "\n";
        }
        return text.startsWith("\r\n", end) ? "\r\n" : text.substring(end, end + 1);
    }

    static boolean isBreak(char character) {
        return character == '\n' || character == '\r';
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (ends) {
                starts = count == starts.length ? Arrays.copyOf(starts, 2 * count) : starts;
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
