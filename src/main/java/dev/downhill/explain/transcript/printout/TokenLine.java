package dev.downhill.explain.transcript.printout;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line in pieces, with the lines below it where an array runs over them.
 *
 * @param first the first line, from 0
 * @param lines how many lines it has
 * @param text as printed
 */
record TokenLine(int first, int lines, String text, List<Token> tokens) {
    /** Returns what the lines of one print statement have in common: everything but the numbers. */
    String skeleton() {
        return tokens.stream()
                .map(token -> switch (token) {
                    case Token.Word word -> word.text();
                    case Token.Value value -> "#";
                    case Token.Mark mark -> String.valueOf(mark.sign());
                })
                .collect(Collectors.joining(" "));
    }

    /** Returns whether it says that lines are left out. */
    boolean isEllipsis() {
        boolean onlyDots = text.chars().allMatch(c -> ".\u2026\u22ee:[]<> \t".indexOf(c) >= 0);
        return onlyDots && (text.contains("..") || text.indexOf('\u2026') >= 0 || text.indexOf('\u22ee') >= 0);
    }
}
