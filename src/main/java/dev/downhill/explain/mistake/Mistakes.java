package dev.downhill.explain.mistake;

import java.util.List;

/**
 * The answer to the question which mistake prints some lines.
 *
 * @param answer the answer as a text of one line or more.
 * @param found the mistakes with which every number that was checked is right; the smallest change first, then the one with which most
 *     numbers could be checked.
 * @param tried how many were tried, single ones and pairs.
 * @param candidates how many there are to try.
 * @param complete whether the search was not ended by its time limit; it ends by itself once a single mistake is found
 */
public record Mistakes(String answer, List<FoundMistake> found, int tried, int candidates, boolean complete) {
    /** Keeps a copy of the list. */
    public Mistakes {
        found = List.copyOf(found);
    }

    /**
     * Returns the answer where there was no search.
     *
     * @param reason why, to end a sentence
     */
    public static Mistakes unknown(String reason) {
        return new Mistakes("No mistake was searched: " + reason, List.of(), 0, 0, false);
    }
}
