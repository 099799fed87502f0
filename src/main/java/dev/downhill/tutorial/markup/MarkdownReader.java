package dev.downhill.tutorial.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Finds the marks of a Markdown document (CommonMark): fenced blocks and comments. */
final class MarkdownReader {
    /** Deeper nesting is text. */
    private static final int DEEPEST = 100;

    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(DEEPEST)
            .build();
    private static final Pattern INFO = Pattern.compile("(?:^|\\s)downhill(?=\\s|$)");
    private static final Pattern ELEMENT = Pattern.compile("\\sdata-downhill\\s*=");

    private final Source source;
    private final List<Mark> marks = new ArrayList<>();
    private final List<MarkupFault> faults = new ArrayList<>();
    private final Comments comments = new Comments(faults);
    private final List<Fence> fences = new ArrayList<>();

    /** A fenced block of the document, marked or not. */
    private record Fence(int from, int to, Excerpt content, Gap gap) {}

    private MarkdownReader(Source source) {
        this.source = source;
    }

    static Document read(Source source) {
        var reader = new MarkdownReader(source);
        reader.read();
        return Document.of(source, reader.marks, reader.faults);
    }

    private void read() {
        for (Node node = PARSER.parse(source.text()); node != null; node = next(node)) {
            switch (node) {
                case FencedCodeBlock block -> fence(block);
                case HtmlBlock html -> html(html);
                case HtmlInline html -> html(html);
                default -> {}
            }
        }
        marks.addAll(comments.marks(this::between));
    }

    /** Returns the node that follows in the document, or null. */
    private static @Nullable Node next(Node node) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node up = node;
        while (up != null && up.getNext() == null) {
            up = up.getParent();
        }
        return up == null ? null : up.getNext();
    }

    private void html(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        if (spans.isEmpty()) {
            return;
        }
        int from = spans.getFirst().getInputIndex();
        int to = spans.getLast().getInputIndex() + spans.getLast().getLength();
        comments.find(source.text(), from, to);
        if (!ELEMENT.matcher(source.text()).region(from, to).find()) {
            return;
        }
        if (node instanceof HtmlBlock) {
            new HtmlReader(source, from, to, marks, faults).elements();
        } else {
            faults.add(
                    new MarkupFault(from, "within a line of Markdown a mark is <!-- downhill ... -->, not an element"));
        }
    }

    private void fence(FencedCodeBlock block) {
        List<SourceSpan> spans = block.getSourceSpans();
        if (spans.isEmpty()) {
            return;
        }
        String info = block.getInfo() == null ? "" : block.getInfo();
        Matcher marked = INFO.matcher(info);
        boolean closed = block.getClosingFenceLength() != null;
        int at = spans.getFirst().getInputIndex();
        if (!closed) {
            if (marked.find()) {
                faults.add(new MarkupFault(at, "the fence of this block is not closed"));
            }
            return;
        }
        Fence fence = fence(block, spans);
        fences.add(fence);
        if (marked.find()) {
            try {
                marks.add(Attributes.of(info.substring(marked.end())).mark(at, fence.content(), fence.gap()));
            } catch (Attributes.Unreadable e) {
                faults.add(new MarkupFault(at, String.valueOf(e.getMessage())));
            }
        }
    }

    /** Returns the content of a closed fence: each of its lines is the end of a line of the document. */
    private Fence fence(FencedCodeBlock block, List<SourceSpan> spans) {
        List<String> literals = block.getLiteral().lines().toList();
        int open = spans.getFirst().getInputIndex();
        SourceSpan last = spans.getLast();
        int close = last.getInputIndex();
        var content = new Excerpt.Collector(source);
        int line = afterLine(open);
        for (String literal : literals) {
            int end = source.lineEnd(line);
            int next = afterLine(line);
            content.add(Math.max(line, end - literal.length()), next);
            line = next;
        }
        int start = source.lineStart(close);
        int mark = close;
        while (mark < source.text().length() && " \t".indexOf(source.text().charAt(mark)) >= 0) {
            mark++;
        }
        String prefix = source.text().substring(start, mark);
        return new Fence(
                open,
                close + last.getLength(),
                content.excerpt(start),
                new Gap(start, prefix, source.lineBreak(open), false));
    }

    private int afterLine(int offset) {
        int end = source.lineEnd(offset);
        return end == source.text().length()
                ? end
                : end + source.lineBreak(offset).length();
    }

    /** The content between two comments is a fenced block, if there is one, else the text itself. */
    private Mark between(Attributes attributes, int at, int from, int to) {
        Fence inner = fences.stream()
                .filter(fence -> fence.from() >= from && fence.to() <= to)
                .findFirst()
                .orElse(null);
        if (inner != null && attributes.value() == null) {
            return attributes.mark(at, inner.content(), inner.gap());
        }
        var content = new Excerpt.Collector(source);
        content.add(from, to);
        return attributes.mark(at, content.excerpt(to), new Gap(to, "", source.lineBreak(from), false));
    }
}
