package dev.downhill.tutorial.markup;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Finds the marks of an HTML document: elements with {@code data-downhill}, and comments. */
final class HtmlReader {
    private static final String ATTRIBUTE = "data-downhill";

    private final Source source;
    private final int start;
    private final int end;
    private final List<Mark> marks;
    private final List<MarkupFault> faults;
    private final Comments comments;
    private int lastEnd;

    /**
     * @param start the offset at which the HTML begins
     * @param marks receives the marks
     * @param faults receives marks that cannot be read
     */
    HtmlReader(Source source, int start, int end, List<Mark> marks, List<MarkupFault> faults) {
        this.source = source;
        this.start = start;
        this.end = end;
        this.marks = marks;
        this.faults = faults;
        this.comments = new Comments(faults);
    }

    static Document read(Source source) {
        List<Mark> marks = new ArrayList<>();
        List<MarkupFault> faults = new ArrayList<>();
        var reader = new HtmlReader(source, 0, source.text().length(), marks, faults);
        reader.elements();
        marks.addAll(reader.comments.marks(reader::between));
        return Document.of(source, marks, faults);
    }

    /** Reads the elements, and looks for comments. */
    void elements() {
        Parser parser = Parser.htmlParser().setTrackPosition(true);
        String html = source.text().substring(start, end);
        for (Node node = parser.parseInput(html, ""); node != null; node = next(node)) {
            if (node instanceof Comment comment && comment.sourceRange().isTracked()) {
                comments.find(
                        source.text(),
                        start + comment.sourceRange().startPos(),
                        start + comment.sourceRange().endPos());
            } else if (node instanceof Element element && element.hasAttr(ATTRIBUTE)) {
                element(element);
            }
        }
    }

    /** Returns the node that follows in the document, or null. */
    private static @Nullable Node next(Node node) {
        if (node.childNodeSize() > 0) {
            return node.childNode(0);
        }
        Node up = node;
        while (up != null && up.nextSibling() == null) {
            up = up.parent();
        }
        return up == null ? null : up.nextSibling();
    }

    private void element(Element element) {
        Range open = element.sourceRange();
        Range close = element.endSourceRange();
        if (!open.isTracked() || open.isImplicit()) {
            return;
        }
        int at = start + open.startPos();
        if (at < lastEnd) {
            faults.add(new MarkupFault(at, "this mark stands within another"));
            return;
        }
        if (!close.isTracked() || close.isImplicit()) {
            faults.add(new MarkupFault(at, "no </" + element.normalName() + "> closes this mark"));
            return;
        }
        try {
            Attributes attributes = Attributes.of(element.attr(ATTRIBUTE));
            int from = start + open.endPos();
            int to = start + close.startPos();
            lastEnd = to;
            Excerpt content = content(from, to, element.normalName().equals("table"));
            marks.add(attributes.mark(at, content, gap(from, to)));
        } catch (Attributes.Unreadable e) {
            faults.add(new MarkupFault(at, String.valueOf(e.getMessage())));
        }
    }

    private Mark between(Attributes attributes, int at, int from, int to) {
        boolean table = source.text().substring(from, to).contains("<table");
        return attributes.mark(at, content(from, to, table), gap(from, to));
    }

    /** Lines go before the inner tags that close, if there are any, as in {@code <pre><code></code></pre>}. */
    private Gap gap(int from, int to) {
        int at = source.text().substring(from, to).indexOf("</");
        return new Gap(at < 0 ? to : from + at, "", source.lineBreak(from), true);
    }

    private Excerpt content(int from, int to, boolean table) {
        return HtmlText.of(source, from, to, table);
    }
}
