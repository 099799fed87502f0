package dev.downhill.data.csv;

import dev.downhill.data.Cell;
import dev.downhill.data.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The character between the fields of a CSV text. */
public final class Separator {
    /** The separators to detect; the comma is last, because numbers and sentences also have commas. */
    private static final String RECOGNIZED = "\t;|,";

    private static final String DEFAULT = ",";

    /** The characters of numbers and of quoted fields, which cannot be separators. */
    private static final String FORBIDDEN = "+-.\"\r\n\0\uFEFF";

    private static final int SAMPLE = 1 << 14;

    private Separator() {}

    /**
     * Returns the separator that a client names: a character, or {@code tab}.
     *
     * @throws DataException if it cannot separate fields
     */
    public static char of(String text) {
        if (text.equals("tab")) {
            return '\t';
        }
        char c = text.length() == 1 ? text.charAt(0) : '"';
        if (FORBIDDEN.indexOf(c) >= 0 || Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
            throw new DataException(
                    "separator",
                    "'separator' must be one character such as ',' or ';', or the word 'tab', not '"
                            + Cell.beginning(text)
                            + "'; it must not be a letter, digit, sign, point or quotation mark");
        }
        return c;
    }

    /** Returns the separator of a text, which is left at its beginning. */
    static char recognizedIn(BufferedReader text) throws IOException {
        text.mark(SAMPLE + 1);
        char[] sample = new char[SAMPLE];
        int length = 0;
        for (int count = 0; count >= 0 && length < SAMPLE; count = text.read(sample, length, SAMPLE - length)) {
            length += count;
        }
        text.reset();
        return recognizedIn(records(new String(sample, 0, length), length < SAMPLE));
    }

    /** The first that every record has equally often; in ragged text the one that the first record has most often. */
    private static char recognizedIn(List<int[]> records) {
        if (records.isEmpty()) {
            return DEFAULT.charAt(0);
        }
        int[] first = records.getFirst();
        int most = RECOGNIZED.length() - 1;
        for (int k = 0; k < first.length; k++) {
            int separator = k;
            if (first[k] > 0 && records.stream().allMatch(record -> record[separator] == first[separator])) {
                return RECOGNIZED.charAt(k);
            }
            most = first[k] > first[most] ? k : most;
        }
        return RECOGNIZED.charAt(most);
    }

    /** Returns how often each separator stands outside of quotes, record by record. */
    private static List<int[]> records(String sample, boolean whole) {
        List<int[]> records = new ArrayList<>();
        int[] counts = new int[RECOGNIZED.length()];
        boolean quoted = false;
        boolean empty = true;
        char before = '\n';
        for (int i = 0; i < sample.length(); i++) {
            char c = sample.charAt(i);
            if (c == '"' && (quoted || isEnd(before))) {
                quoted = !quoted;
                // A second quote right after is one of the field's own.
                before = quoted ? c : ',';
                empty = false;
                continue;
            }
            if (!quoted && (c == '\n' || c == '\r')) {
                if (!empty) {
                    records.add(counts);
                    counts = new int[RECOGNIZED.length()];
                    empty = true;
                }
            } else {
                empty = false;
                int separator = quoted ? -1 : RECOGNIZED.indexOf(c);
                if (separator >= 0) {
                    counts[separator]++;
                }
            }
            before = c;
        }
        if (!empty && (whole || records.isEmpty())) {
            records.add(counts);
        }
        return records;
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r' || RECOGNIZED.indexOf(c) >= 0;
    }
}
