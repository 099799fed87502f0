package dev.downhill.explain.transcript.printout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a printout apart. Clock times and durations ({@code 00:10}, {@code 1ms/step}) are left out: a run has none. */
final class Tokenizer {
    private static final int MOST_ARRAY_LINES = 200;
    private static final int DEEPEST_ARRAY = 6;

    private static final Pattern WORD = Pattern.compile("\\|[\\p{L}\\d_][\\w.]*\\|(?=\\s*[=:])"
            + "|\\d++\\.(?![eE][-+]?\\d)[\\p{L}_]\\w*(?:\\.\\w+)*"
            + "|[\u2202d][\\p{L}\\d_]*/[\u2202d][\\p{L}\\d_\u2080-\u2089]+"
            + "|[\\p{L}_\u2202\u2207][\\p{L}\\p{N}_]*(?:-(?=\\p{L}{2})\\p{L}+)*(?:\\.(?=[\\p{L}\\d_])[\\p{L}\\p{N}_]+)*"
            + "(?:\\((?=[\\p{L}])[\\p{L}\\p{N}_ ,.]*\\))?");
    private static final Pattern INDEX = Pattern.compile("(?:\\[\\s*\\d{1,9}(?:\\s*,\\s*\\d{1,9})*\\s*])+");
    private static final Pattern WRAPPER =
            Pattern.compile("(?:[\\w.]*\\.)?(?:tensor|array|Array|matrix|float64|float32|Variable|Parameter)");
    private static final Pattern DURATION = Pattern.compile(
            "\\d{1,3}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?!\\d)"
                    + "|[-+]?\\d+(?:\\.\\d+)?(?:\\s?(?:ms|us|\u00b5s|ns|secs?|seconds?)|m\\d+s|s|it/s)(?![\\p{L}\\p{N}_])(?:/\\w+)?");
    private static final Pattern PERCENT = Pattern.compile("\\p{Zs}?%");
    private static final Pattern MIXED = Pattern.compile("[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.,]*[\\p{L}\\p{N}_])?");
    private static final Pattern CONTINUED =
            Pattern.compile("\\s*+(?:Parameter containing:\\s*+)?(?:\\[|(?:[\\w.]*\\.)?(?:tensor|array)\\()");

    private final String text;
    private final int[] starts;
    private int at;
    private List<Token> tokens = new ArrayList<>();

    /** The positions of opening brackets that enclose anything but numbers. */
    private final Set<Integer> failed = new HashSet<>();

    private Tokenizer(List<String> lines) {
        // Quotes stand around the pieces of a printed tuple; blanks in their place keep every position.
        this.text = blanked(String.join("\n", lines));
        this.starts = new int[lines.size()];
        int start = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = start;
            start += lines.get(i).length() + 1;
        }
    }

    /** Returns the lines in pieces; an array that runs over lines belongs to the one in which it begins. */
    static List<TokenLine> lines(List<String> lines) {
        var tokenizer = new Tokenizer(lines);
        List<TokenLine> all = new ArrayList<>();
        for (int line = 0; line < lines.size(); ) {
            Deadline.stopIfInterrupted();
            tokenizer.tokens = new ArrayList<>();
            int end = tokenizer.line(line);
            String printed = String.join("\n", lines.subList(line, end));
            all.add(new TokenLine(line, end - line, printed, List.copyOf(tokenizer.tokens)));
            line = end;
        }
        return all;
    }

    private static String blanked(String text) {
        var pairs = Pattern.compile("['\"]\\s*,(?=\\s|$)");
        String plain =
                pairs.matcher(text).replaceAll(match -> " ".repeat(match.group().length()));
        return plain.replace('\'', ' ').replace('"', ' ').replace('\r', ' ');
    }

    /** Reads from the beginning of a line on; returns the line that comes next. */
    private int line(int line) {
        at = starts[line];
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                if (!continues()) {
                    return lineOf(at) + 1;
                }
                at++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                token();
            }
        }
        return starts.length;
    }

    /** A name with a colon at the end of its line, and an array below. */
    private boolean continues() {
        boolean open = !tokens.isEmpty() && tokens.getLast() instanceof Token.Mark mark && mark.is(":=");
        return open && CONTINUED.matcher(text).region(at, text.length()).lookingAt();
    }

    private void token() {
        if (beginsWordOrNumber() && (array() || duration() || number() || word())) {
            return;
        }
        tokens.add(new Token.Mark(text.charAt(at)));
        at++;
    }

    private boolean beginsWordOrNumber() {
        char c = text.charAt(at);
        boolean numeral = "+-.\u2212".indexOf(c) >= 0
                && at + 1 < text.length()
                && (isWordPart(text.charAt(at + 1)) || text.charAt(at + 1) == '.');
        return isWordPart(c) || numeral || "[(|\u2202\u2207".indexOf(c) >= 0;
    }

    private @Nullable Matcher match(Pattern pattern, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? matcher : null;
    }

    private boolean duration() {
        Matcher duration = match(DURATION, at);
        if (duration == null || (at > 0 && isWordPart(text.charAt(at - 1)))) {
            return false;
        }
        boolean labelled =
                !tokens.isEmpty() && tokens.getLast() instanceof Token.Word word && LabelWord.of(word.text()) != null;
        if (labelled && duration.group().contains(":")) {
            return false;
        }
        at = duration.end();
        return true;
    }

    private boolean number() {
        Matcher grouped = match(PrintedNumber.THOUSANDS, at);
        int line = lineOf(at);
        PrintedNumber number =
                grouped == null ? number(at) : PrintedNumber.of(grouped.group(), line, at - starts[line], false);
        if (number == null) {
            return false;
        }
        tokens.add(new Token.Value(PrintedArray.of(number)));
        at = starts[number.line()]
                + number.to()
                + (number.percent() ? percent(at + number.text().length()) : 0);
        return true;
    }

    private int percent(int from) {
        Matcher sign = match(PERCENT, from);
        return sign == null ? 0 : sign.end() - from;
    }

    private @Nullable PrintedNumber number(int from) {
        Matcher numeral = match(PrintedNumber.NUMERAL, from);
        if (numeral == null) {
            return null;
        }
        char before = from == 0 ? ' ' : text.charAt(from - 1);
        char after = numeral.end() < text.length() ? text.charAt(numeral.end()) : ' ';
        boolean signed = "+-\u2212".indexOf(text.charAt(from)) >= 0;
        if (isWordPart(after) || isWordPart(before) || (signed && (before == ')' || before == ']'))) {
            return null;
        }
        if (after == '.' && numeral.end() + 1 < text.length() && isWordPart(text.charAt(numeral.end() + 1))) {
            return null;
        }
        int line = lineOf(from);
        return PrintedNumber.of(numeral.group(), line, from - starts[line], percent(numeral.end()) > 0);
    }

    private boolean word() {
        Matcher word = match(WORD, at);
        if (word == null) {
            return other();
        }
        String name = word.group();
        if (WRAPPER.matcher(name).matches() && wrapped(word.end())) {
            return true;
        }
        at = word.end();
        Matcher index = LabelWord.of(name) == null ? match(INDEX, at) : null;
        if (index != null) {
            name += index.group().replaceAll("\\s", "");
            at = index.end();
        }
        tokens.add(new Token.Word(name));
        return true;
    }

    /** Digits and letters in one, {@code 2nd} or {@code 10x}, are no number. */
    private boolean other() {
        Matcher mixed = match(MIXED, at);
        if (mixed == null) {
            return false;
        }
        tokens.add(new Token.Word(mixed.group()));
        at = mixed.end();
        return true;
    }

    /** Reads {@code tensor([1., 2.], requires_grad=True)} after its first word. */
    private boolean wrapped(int open) {
        if (open >= text.length() || text.charAt(open) != '(') {
            return false;
        }
        int from = skipBlanks(open + 1);
        Block content = content(from);
        if (content == null) {
            return false;
        }
        tokens.add(new Token.Value(content.array()));
        int depth = 1;
        int end = content.end();
        while (end < text.length() && depth > 0) {
            char c = text.charAt(end);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            end++;
        }
        at = end;
        return true;
    }

    /** Returns the array or the number that begins here. */
    private @Nullable Block content(int from) {
        Block block = block(from);
        if (block != null) {
            return block;
        }
        PrintedNumber number = number(from);
        return number == null
                ? null
                : new Block(PrintedArray.of(number), from + number.text().length());
    }

    private boolean array() {
        Block block = block(at);
        if (block == null) {
            return false;
        }
        tokens.add(new Token.Value(block.array()));
        at = block.end();
        return true;
    }

    private record Block(PrintedArray array, int end) {}

    /** Returns the array that begins here: {@code [1. 2.]}, {@code [[1, 2], [3, 4]]}, or a tuple {@code (1, 2)}. */
    private @Nullable Block block(int from) {
        char open = from < text.length() ? text.charAt(from) : ' ';
        if (open != '[' && open != '(') {
            return null;
        }
        var reader = new ArrayReader(from);
        List<Integer> dims = reader.read(1);
        boolean tuple = open == '(';
        if (dims == null || reader.numbers.isEmpty() || (tuple && reader.numbers.size() < 2)) {
            return null;
        }
        return new Block(PrintedArray.of(reader.numbers, dims, reader.elided), reader.at);
    }

    /** Reads numbers in nested brackets. */
    private final class ArrayReader {
        private final List<PrintedNumber> numbers = new ArrayList<>();
        private final int lastLine;
        private boolean elided;
        private int at;

        ArrayReader(int from) {
            this.at = from;
            this.lastLine = lineOf(from) + MOST_ARRAY_LINES;
        }

        /** Returns the lengths along the dimensions, only the first where the rows differ; null where it is no array. */
        @Nullable
        List<Integer> read(int depth) {
            int start = at;
            if (!failed.contains(start)) {
                List<Integer> dims = elements(depth);
                if (dims != null) {
                    return dims;
                }
                failed.add(start);
            }
            return null;
        }

        private @Nullable List<Integer> elements(int depth) {
            char close = text.charAt(at) == '[' ? ']' : ')';
            at++;
            int count = 0;
            List<Integer> inner = null;
            boolean ragged = false;
            while (true) {
                at = skipSeparators(at);
                if (at >= text.length() || lineOf(at) > lastLine) {
                    return null;
                }
                char c = text.charAt(at);
                if (c == close) {
                    at++;
                    return dims(count, inner, ragged);
                }
                List<Integer> row = List.of();
                if (text.startsWith("...", at)) {
                    elided = true;
                    at += 3;
                    continue;
                } else if (c == '[' || c == '(') {
                    row = depth == DEEPEST_ARRAY ? null : read(depth + 1);
                } else if (!element()) {
                    return null;
                }
                if (row == null) {
                    return null;
                }
                ragged |= inner != null && !inner.equals(row);
                inner = row;
                count++;
            }
        }

        private List<Integer> dims(int count, @Nullable List<Integer> inner, boolean ragged) {
            List<Integer> dims = new ArrayList<>(List.of(count));
            if (inner != null && !ragged) {
                dims.addAll(inner);
            }
            return dims;
        }

        private boolean element() {
            PrintedNumber number = number(at);
            if (number == null || number.percent()) {
                return false;
            }
            numbers.add(number);
            at += number.text().length();
            return true;
        }
    }

    private int skipSeparators(int from) {
        int i = from;
        while (i < text.length() && (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == ',')) {
            i++;
        }
        return i;
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int lineOf(int position) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (starts[middle] <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
