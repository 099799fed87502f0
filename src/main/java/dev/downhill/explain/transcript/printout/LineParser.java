package dev.downhill.explain.transcript.printout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the labels of a line, and which words its numbers follow. */
final class LineParser {
    private static final Set<String> NUMBER_WORDS = Set.of("no", "number", "nr", "num");
    private static final String BEFORE_A_LABEL = "#:=[(-.";

    private final Set<String> taken;
    private final List<Token> tokens;
    private final List<PrintedLabel> labels = new ArrayList<>();
    private final List<PrintedGroup> groups = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private List<PrintedArray> parts = new ArrayList<>();
    private int at;

    private LineParser(Set<String> taken, List<Token> tokens) {
        this.taken = taken;
        this.tokens = tokens;
    }

    /** @param taken names of a run's parameters and columns, which count nothing */
    static PrintedLine parse(TokenLine line, Set<String> taken) {
        var parser = new LineParser(taken, line.tokens());
        parser.parse();
        return new PrintedLine(line.first(), line.text(), line.skeleton(), parser.labels, parser.groups);
    }

    private void parse() {
        leadingCounts();
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            at++;
            switch (token) {
                case Token.Word word -> word(word);
                case Token.Value value -> value(value);
                case Token.Mark mark -> {
                    if (mark.is("|;")) {
                        close();
                    }
                }
            }
        }
        close();
    }

    /** {@code 99 0.25} and {@code [1,  2000] loss: 2.173} begin with what counts steps, or epochs and batches. */
    private void leadingCounts() {
        if (tokens.size() < 2 || !(tokens.getFirst() instanceof Token.Value first)) {
            return;
        }
        boolean more = tokens.stream().filter(Token.Value.class::isInstance).count() > 1;
        List<PrintedNumber> numbers = first.array().numbers();
        boolean counts = more && numbers.size() <= 2 && numbers.stream().allMatch(PrintedNumber::isCount);
        if (!counts || isLabelAt(1) || isFraction(0)) {
            return;
        }
        if (numbers.size() == 2) {
            labels.add(new PrintedLabel(LabelWord.EPOCH, numbers.get(0), null));
            labels.add(new PrintedLabel(LabelWord.BATCH, numbers.get(1), null));
        } else {
            labels.add(new PrintedLabel(LabelWord.UNKNOWN, numbers.getFirst(), null));
        }
        at = 1;
    }

    private void word(Token.Word word) {
        LabelWord counts = counts(word.text());
        if (counts != null && label(counts, LabelWord.isPlural(word.text()))) {
            return;
        }
        if (!parts.isEmpty() && isPolynomial(word)) {
            skipPower();
            return;
        }
        if (!parts.isEmpty()) {
            close();
        }
        words.add(word.text());
    }

    private @Nullable LabelWord counts(String word) {
        if (LabelWord.isCounter(word) && !taken.contains(word)) {
            return LabelWord.UNKNOWN;
        }
        return LabelWord.of(word);
    }

    /** Reads {@code : 3/10} after a word that counts; false where no number follows. */
    private boolean label(LabelWord counts, boolean plural) {
        int i = at;
        boolean assigned = false;
        while (i < tokens.size()) {
            Token token = tokens.get(i);
            boolean skipped = switch (token) {
                case Token.Mark mark -> mark.is(BEFORE_A_LABEL);
                case Token.Word word -> NUMBER_WORDS.contains(word.text());
                case Token.Value value -> false;
            };
            if (!skipped) {
                break;
            }
            assigned |= token instanceof Token.Mark mark && mark.is(":=");
            i++;
        }
        boolean setting = plural && assigned;
        if (setting || i == tokens.size() || !(tokens.get(i) instanceof Token.Value value) || !isOneCount(value)) {
            return false;
        }
        closeKeepingWords();
        at = i + 1;
        labels.add(new PrintedLabel(counts, value.number(), total()));
        return true;
    }

    private static boolean isOneCount(Token.Value value) {
        return value.array().size() == 1 && value.number().isCount();
    }

    /** Reads {@code /10} or {@code of 10}. */
    private @Nullable PrintedNumber total() {
        boolean separated = at + 1 < tokens.size()
                && (isMark(at, '/')
                        || (tokens.get(at) instanceof Token.Word word
                                && word.text().equals("of")));
        if (!separated || !(tokens.get(at + 1) instanceof Token.Value value) || !value.isCount()) {
            return null;
        }
        at += 2;
        return value.number();
    }

    private void value(Token.Value value) {
        if (value.isCount() && isLabelAt(at) && !isFollowedByCount(at + 1)) {
            // "after 10 iterations"
            closeKeepingWords();
            LabelWord counts = LabelWord.of(((Token.Word) tokens.get(at)).text());
            labels.add(new PrintedLabel(counts == null ? LabelWord.UNKNOWN : counts, value.number(), null));
            at++;
            return;
        }
        if (isFraction(at - 1) && isProgress()) {
            closeKeepingWords();
            LabelWord counts = at == 1 ? LabelWord.BATCH : LabelWord.ROWS;
            PrintedNumber total = total();
            labels.add(new PrintedLabel(counts, value.number(), total));
            skipShare(value.number(), total);
            return;
        }
        if (value.number().percent() && !parts.isEmpty()) {
            close();
        }
        parts.add(value.array());
        if (isFraction(at - 1)) {
            PrintedNumber total = total();
            if (total != null) {
                parts.add(PrintedArray.of(total));
            }
        }
    }

    /** {@code 32/32 [====]} counts batches, {@code [64/60000 (0%)]} rows. */
    private boolean isProgress() {
        boolean leading = at == 1 && tokens.size() > at + 2 && isMark(at + 2, '[');
        return leading || (at > 1 && isMark(at - 2, '['));
    }

    /** Leaves out the share in percent behind a count where it says the same. */
    private void skipShare(PrintedNumber number, @Nullable PrintedNumber total) {
        boolean there = at + 1 < tokens.size() && isMark(at, '(');
        if (there
                && total != null
                && tokens.get(at + 1) instanceof Token.Value share
                && share.number().percent()) {
            double right = 100.0 * number.count() / Math.max(1, total.count());
            at += Math.abs(share.number().value() - right) <= share.number().unit() ? 2 : 0;
        }
    }

    private boolean isLabelAt(int index) {
        return index < tokens.size()
                && tokens.get(index) instanceof Token.Word word
                && LabelWord.of(word.text()) != null;
    }

    /** Returns whether a count stands here, after signs that may stand before a label. */
    private boolean isFollowedByCount(int index) {
        int i = index;
        while (i < tokens.size() && tokens.get(i) instanceof Token.Mark mark && !mark.is(",:")) {
            i++;
        }
        return i < tokens.size() && tokens.get(i) instanceof Token.Value value && value.isCount();
    }

    /** Returns whether a count, a stroke and a count begin here. */
    private boolean isFraction(int index) {
        return index + 2 < tokens.size()
                && tokens.get(index) instanceof Token.Value value
                && value.isCount()
                && isMark(index + 1, '/')
                && tokens.get(index + 2) instanceof Token.Value total
                && total.isCount();
    }

    private boolean isMark(int index, char expected) {
        return tokens.get(index) instanceof Token.Mark mark && mark.sign() == expected;
    }

    /** {@code y = 0.05 + 0.83 x + -0.008 x^2} names its coefficients one after the other. */
    private boolean isPolynomial(Token.Word word) {
        return word.text().equals("x") && !words.isEmpty() && words.getLast().startsWith("y");
    }

    private void skipPower() {
        if (at + 1 < tokens.size() && isMark(at, '^')) {
            at += 2;
        }
    }

    private void close() {
        closeKeepingWords();
        words = new ArrayList<>();
    }

    private void closeKeepingWords() {
        if (!parts.isEmpty()) {
            groups.add(PrintedGroup.of(words, parts));
            words = new ArrayList<>();
            parts = new ArrayList<>();
        }
    }
}
