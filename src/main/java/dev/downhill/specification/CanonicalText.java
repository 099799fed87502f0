package dev.downhill.specification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The text of a specification in the form that its fingerprint is made of: without the name, and each number as its
 * significant digits and the power of ten of the first one, so that {@code 0.10}, {@code 0.1} and {@code 1e-1} are alike.
 *
 * <p>Everything else stays as {@link SpecificationText} writes it: fields in the reader's order, no blanks.
 */
final class CanonicalText {
    /** Numbers of so many digits differ if their digits do; longer ones are read as doubles. */
    private static final int EXACT_DIGITS = 15;

    private static final byte[] NAME = "{\"name\":".getBytes(StandardCharsets.UTF_8);
    private static final int BUFFER = 1024;

    private final byte[] json;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int at;

    private CanonicalText(byte[] json, MessageDigest digest) {
        this.json = json;
        this.digest = digest;
    }

    /** Adds the text to a digest. */
    static void feed(byte[] json, MessageDigest digest) {
        new CanonicalText(json, digest).feed();
    }

    private void feed() {
        if (Arrays.equals(json, 0, Math.min(NAME.length, json.length), NAME, 0, NAME.length)) {
            at = NAME.length;
            int end = json[at] == '"' ? endOfText(at) : at + "null".length();
            put('{');
            at = end + 1;
        }
        while (at < json.length) {
            byte next = json[at];
            if (next == '"') {
                copyTo(endOfText(at));
            } else if (next == '-' || isDigit(next)) {
                number();
            } else {
                put(next);
                at++;
            }
        }
        digest.update(buffer, 0, filled);
    }

    /** Returns the index behind a text in quotes. */
    private int endOfText(int from) {
        int i = from + 1;
        while (json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private void number() {
        int from = at;
        boolean whole = true;
        while (at < json.length && ("+-.eE".indexOf(json[at]) >= 0 || isDigit(json[at]))) {
            whole &= json[at] == '-' || isDigit(json[at]);
            at++;
        }
        if (!put(json, from, at, whole ? Integer.MAX_VALUE : EXACT_DIGITS)) {
            String token = new String(json, from, at - from, StandardCharsets.ISO_8859_1);
            double value = Double.parseDouble(token);
            byte[] shortest =
                    (Double.isFinite(value) ? Double.toString(value) : token).getBytes(StandardCharsets.UTF_8);
            boolean unused = put(shortest, 0, shortest.length, Integer.MAX_VALUE);
        }
    }

    /**
     * Adds a number as its significant digits and a power of ten.
     *
     * @return false, and nothing is added, if it has more digits than {@code most}
     */
    private boolean put(byte[] token, int from, int to, int most) {
        int first = from + (token[from] == '-' ? 1 : 0);
        int mantissa = first;
        int begin = -1;
        int end = first;
        int point = -1;
        while (mantissa < to && token[mantissa] != 'e' && token[mantissa] != 'E') {
            byte c = token[mantissa];
            point = c == '.' ? mantissa : point;
            if (c != '.' && c != '0') {
                begin = begin < 0 ? mantissa : begin;
                end = mantissa + 1;
            }
            mantissa++;
        }
        if (begin >= 0 && end - begin > most) {
            return false;
        }
        if (first > from) {
            put('-');
        }
        if (begin < 0) {
            put('0');
            return true;
        }
        for (int i = begin; i < end; i++) {
            if (token[i] != '.') {
                put(token[i]);
            }
        }
        int unit = point < 0 ? mantissa : point;
        long power = begin < unit ? unit - begin - 1 : unit - begin;
        put('e');
        put(power + (mantissa == to ? 0 : whole(token, mantissa + 1, to)));
        return true;
    }

    private static long whole(byte[] token, int from, int to) {
        return Long.parseLong(new String(token, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private void put(long number) {
        if (number >= 0 && number < 10) {
            put((int) ('0' + number));
        } else {
            String text = Long.toString(number);
            for (int i = 0; i < text.length(); i++) {
                put(text.charAt(i));
            }
        }
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private void copyTo(int end) {
        for (; at < end; at++) {
            put(json[at]);
        }
    }

    private void put(int character) {
        if (filled == buffer.length) {
            digest.update(buffer, 0, filled);
            filled = 0;
        }
        buffer[filled++] = (byte) character;
    }
}
