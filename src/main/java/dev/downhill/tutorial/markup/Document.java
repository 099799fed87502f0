package dev.downhill.tutorial.markup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A document and its marks.
 *
 * @param marks in their order
 * @param faults marks that cannot be read, in their order
 */
public record Document(Source source, List<Mark> marks, List<MarkupFault> faults) {

    /** The language of a document. */
    public enum Markup {
        MARKDOWN,
        HTML
    }

    /** Returns the marks of a document. */
    public static Document read(Source source, Markup markup) {
        return switch (markup) {
            case MARKDOWN -> MarkdownReader.read(source);
            case HTML -> HtmlReader.read(source);
        };
    }

    /** Returns a document; says which marks overlap, name no specification, or name one a second time. */
    static Document of(Source source, List<Mark> found, List<MarkupFault> unreadable) {
        List<MarkupFault> faults = new ArrayList<>(unreadable);
        List<Mark> marks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Mark> ordered =
                found.stream().sorted(Comparator.comparingInt(Mark::at)).toList();
        int end = 0;
        for (Mark mark : ordered) {
            if (mark.at() < end) {
                faults.add(new MarkupFault(mark.at(), "this mark stands within another"));
                continue;
            }
            end = mark.end();
            if (mark instanceof Mark.Specification && !names.add(mark.specification())) {
                faults.add(new MarkupFault(
                        mark.at(), "another specification above has the name '" + mark.specification() + "'"));
            } else {
                marks.add(mark);
            }
        }
        for (Mark mark : List.copyOf(marks)) {
            if (!names.contains(mark.specification())) {
                faults.add(new MarkupFault(
                        mark.at(), "no specification of the document has the name '" + mark.specification() + "'"));
                marks.remove(mark);
            }
        }
        faults.sort(Comparator.comparingInt(MarkupFault::at));
        return new Document(source, List.copyOf(marks), List.copyOf(faults));
    }
}
