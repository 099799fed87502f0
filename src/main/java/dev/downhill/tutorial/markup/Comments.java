package dev.downhill.tutorial.markup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Marks between two comments: {@code <!-- downhill of=first value=/result/finalLoss -->0.0000<!-- /downhill -->}. */
final class Comments {
    private static final Pattern COMMENT = Pattern.compile("<!--\\s{0,100}+(/?)downhill(?![\\w-])([^>]{0,500}?)-->");

    private final List<Comment> comments = new ArrayList<>();
    private final List<MarkupFault> faults;

    /**
     * A comment.
     *
     * @param attributes their text; null for the comment that closes a mark
     */
    private record Comment(int from, int to, @Nullable String attributes) {}

    /** The parts of a document between two comments become content. */
    @FunctionalInterface
    interface Content {
        /**
         * Returns the mark with the text from one offset up to another.
         *
         * @param at where the mark begins
         */
        Mark mark(Attributes attributes, int at, int from, int to);
    }

    /** @param faults receives what is wrong */
    Comments(List<MarkupFault> faults) {
        this.faults = faults;
    }

    /** Looks for comments in a part of the document that may hold them. */
    void find(String text, int from, int to) {
        Matcher matcher = COMMENT.matcher(text).region(from, to);
        while (matcher.find()) {
            boolean closes = !matcher.group(1).isEmpty();
            comments.add(new Comment(matcher.start(), matcher.end(), closes ? null : matcher.group(2)));
        }
    }

    /** Returns the marks between the comments that were found. */
    List<Mark> marks(Content content) {
        List<Mark> marks = new ArrayList<>();
        Comment open = null;
        for (Comment comment :
                comments.stream().sorted(Comparator.comparingInt(Comment::from)).toList()) {
            if (comment.attributes() != null) {
                if (open != null) {
                    unclosed(open);
                }
                open = comment;
            } else if (open == null) {
                faults.add(new MarkupFault(comment.from(), "no mark is open here that <!-- /downhill --> would close"));
            } else {
                add(open, comment, content, marks);
                open = null;
            }
        }
        if (open != null) {
            unclosed(open);
        }
        return marks;
    }

    private void unclosed(Comment open) {
        faults.add(new MarkupFault(open.from(), "no <!-- /downhill --> closes this mark"));
    }

    private void add(Comment open, Comment close, Content content, List<Mark> marks) {
        try {
            Attributes attributes = Attributes.of(open.attributes() == null ? "" : open.attributes());
            marks.add(content.mark(attributes, open.from(), open.to(), close.from()));
        } catch (Attributes.Unreadable e) {
            faults.add(new MarkupFault(open.from(), String.valueOf(e.getMessage())));
        }
    }
}
