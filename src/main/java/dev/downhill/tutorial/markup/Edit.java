package dev.downhill.tutorial.markup;

import java.util.Comparator;
import java.util.List;

/**
 * A change of a document.
 *
 * @param from the offset of the first character that is replaced
 * @param to the offset behind the last one; {@code from} for an insertion
 */
public record Edit(int from, int to, String replacement) {

    /** Returns a document with some changes, none of which overlap; all other characters stay. */
    public static Source apply(Source source, List<Edit> edits) {
        var text = new StringBuilder();
        int at = 0;
        List<Edit> ordered = edits.stream()
                .sorted(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to))
                .toList();
        for (Edit edit : ordered) {
            text.append(source.text(), at, edit.from()).append(edit.replacement());
            at = edit.to();
        }
        return source.with(text.append(source.text().substring(at)).toString());
    }
}
