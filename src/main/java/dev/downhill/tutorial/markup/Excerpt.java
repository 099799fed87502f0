package dev.downhill.tutorial.markup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A part of a document as a reader sees it, without prefixes, tags and entities; it knows where each character stands. */
public final class Excerpt {
    private final String text;
    private final int[] from;
    private final int[] to;
    private final int end;

    private Excerpt(String text, int[] from, int[] to, int end) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.end = end;
    }

    /** Returns the characters, line breaks as in the document. */
    public String text() {
        return text;
    }

    /** Returns where a character stands in the document; for the length of the text, where the excerpt ends. */
    public int from(int index) {
        return index == text.length() ? end : from[index];
    }

    /** Returns where a character ends in the document. */
    int to(int index) {
        return to[index];
    }

    /** Returns a replacement of some characters, from one up to but without another. */
    public Edit replace(int first, int last, String replacement) {
        return new Edit(from(first), first == last ? from(first) : to(last - 1), replacement);
    }

    /** A line of an excerpt, and the index of its first character. */
    public record Line(int start, String text) {}

    /** Returns the lines; none if there is nothing but blanks. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        if (text.isBlank()) {
            return lines;
        }
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Source.isBreak(text.charAt(i))) {
                lines.add(new Line(start, text.substring(start, i)));
                i += text.startsWith("\r\n", i) ? 1 : 0;
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(new Line(start, text.substring(start)));
        }
        return lines;
    }

    /** Collects the characters of an excerpt. */
    static final class Collector {
        private final Source source;
        private final StringBuilder text = new StringBuilder();
        private int[] from = new int[64];
        private int[] to = new int[64];

        Collector(Source source) {
            this.source = source;
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        /** Adds a part of the document as it stands. */
        void add(int first, int last) {
            for (int i = first; i < last; i++) {
                add(source.text().charAt(i), i, i + 1);
            }
        }

        /** Adds characters that stand for a part of the document. */
        void add(String characters, int first, int last) {
            for (int i = 0; i < characters.length(); i++) {
                add(characters.charAt(i), first, last);
            }
        }

        void add(char character, int first, int last) {
            int size = text.length();
            if (size == from.length) {
                from = Arrays.copyOf(from, 2 * size);
                to = Arrays.copyOf(to, 2 * size);
            }
            from[size] = first;
            to[size] = last;
            text.append(character);
        }

        /** @param end where the excerpt ends in the document */
        Excerpt excerpt(int end) {
            int size = text.length();
            return new Excerpt(text.toString(), Arrays.copyOf(from, size), Arrays.copyOf(to, size), end);
        }
    }
}
