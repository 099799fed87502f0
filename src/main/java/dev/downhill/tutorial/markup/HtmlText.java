package dev.downhill.tutorial.markup;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** The text of a piece of HTML: without tags and comments, with characters in place of entities. */
final class HtmlText {
    /** A longer tag is text, so that looking for its end takes bounded time. */
    private static final Pattern TAG = Pattern.compile(
            "<(/?[A-Za-z][^\\s/>]{0,100})(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|[^\"'>]{1,100}){0,100}+>", Pattern.DOTALL);

    private static final String COMMENT_BEGIN = "<!--";
    private static final String COMMENT_END = "-->";
    private static final Pattern ENTITY = Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\\w{0,30});");

    private final Source source;
    private final boolean table;
    private final Excerpt.Collector text;
    private boolean commentsEnd = true;

    private HtmlText(Source source, boolean table) {
        this.source = source;
        this.table = table;
        this.text = new Excerpt.Collector(source);
    }

    /**
     * Returns the text of a part of a document.
     *
     * @param table whether each row becomes a line, with a stroke before each cell
     */
    static Excerpt of(Source source, int from, int to, boolean table) {
        var read = new HtmlText(source, table);
        read.read(from, to);
        return read.text.excerpt(to);
    }

    private void read(int from, int to) {
        Matcher tag = TAG.matcher(source.text()).region(from, to);
        Matcher entity = ENTITY.matcher(source.text()).region(from, to);
        int at = from;
        while (at < to) {
            char c = source.text().charAt(at);
            int comment = c == '<' && source.text().startsWith(COMMENT_BEGIN, at) ? endOfComment(at, to) : -1;
            if (comment >= 0) {
                at = comment;
            } else if (c == '<' && tag.region(at, to).lookingAt()) {
                tag(tag);
                at = tag.end();
            } else if (c == '&' && entity.region(at, to).lookingAt()) {
                text.add(Parser.unescapeEntities(entity.group(), true), at, entity.end());
                at = entity.end();
            } else {
                text.add(table && Source.isBreak(c) ? ' ' : c, at, at + 1);
                at++;
            }
        }
    }

    /** Returns the offset behind a comment; -1 if it has no end. */
    private int endOfComment(int at, int to) {
        if (!commentsEnd) {
            return -1;
        }
        int end = source.text().indexOf(COMMENT_END, at + COMMENT_BEGIN.length(), to);
        commentsEnd = end >= 0;
        return end < 0 ? -1 : end + COMMENT_END.length();
    }

    private void tag(Matcher tag) {
        String name = tag.group(1).toLowerCase(Locale.ROOT);
        switch (name) {
            case "br" -> text.add(table ? ' ' : '\n', tag.start(), tag.end());
            case "tr" -> row(tag);
            case "td", "th" -> cell(tag);
            default -> {}
        }
    }

    private void row(Matcher tag) {
        if (table) {
            text.add('\n', tag.start(), tag.end());
        }
    }

    private void cell(Matcher tag) {
        if (table) {
            text.add(" | ", tag.start(), tag.end());
        }
    }
}
