package dev.downhill.explain.transcript.printout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The head of a printed table, {@code | step | w | loss |}, which names the numbers of the rows below it.
 *
 * @param ways the names, in each way to take the line apart: words may stand together
 */
record TableHeader(List<List<String>> ways) {
    private static final Pattern CELL = Pattern.compile("[^\\s|,;]++");
    private static final Pattern RULED_CELL = Pattern.compile("[^|\\t,;]++");
    private static final Pattern SPACED_CELL = Pattern.compile("\\S++(?: \\S++)*+");
    private static final Pattern NAME =
            Pattern.compile("(?:\\d+\\.)?[\\p{L}_\u2202\u2207][\\p{L}\\p{N}_./\\[\\]()-]*+");
    /** What stands around emphasis, code or a formula in Markdown. */
    private static final String MARKUP = "*`$";

    private static final Pattern TIME = Pattern.compile("\\d+:\\d{2}(?::\\d{2})?|#na#|-|None");

    /** Returns the header that a line is, or null. */
    static @Nullable TableHeader of(String line) {
        List<String> narrow = cells(line, CELL);
        if (narrow.size() < 2
                || !narrow.stream().allMatch(cell -> NAME.matcher(cell).matches())) {
            return null;
        }
        List<List<String>> ways = Stream.of(RULED_CELL, SPACED_CELL, CELL)
                .map(pattern -> cells(line, pattern))
                .filter(cells -> cells.size() > 1)
                .distinct()
                .toList();
        return new TableHeader(ways);
    }

    private static List<String> cells(String line, Pattern pattern) {
        return pattern.matcher(line)
                .results()
                .map(match -> plain(match.group().strip()))
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    private static String plain(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && MARKUP.indexOf(cell.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && MARKUP.indexOf(cell.charAt(to - 1)) >= 0) {
            to--;
        }
        return cell.substring(from, to);
    }

    /** Returns the row that a line is, or null where it has not a number for each name; a first number without one counts rows. */
    @Nullable
    PrintedLine row(TokenLine line) {
        if (line.lines() > 1) {
            return null;
        }
        List<MatchResult> cells = CELL.matcher(line.text()).results().toList();
        for (int unnamed = 0; unnamed < 2; unnamed++) {
            for (List<String> names : ways) {
                PrintedLine row = cells.size() == names.size() + unnamed ? row(line, cells, names, unnamed) : null;
                if (row != null) {
                    return row;
                }
            }
        }
        return null;
    }

    private static @Nullable PrintedLine row(TokenLine line, List<MatchResult> cells, List<String> names, int unnamed) {
        List<PrintedLabel> labels = new ArrayList<>();
        List<PrintedGroup> groups = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            MatchResult cell = cells.get(i);
            String text = plain(cell.group());
            if (TIME.matcher(text).matches()) {
                continue;
            }
            PrintedNumber number =
                    number(text, line.first(), cell.start() + cell.group().indexOf(text));
            if (number == null) {
                return null;
            }
            String name = i < unnamed ? "" : names.get(i - unnamed);
            LabelWord counts = name.isEmpty() ? LabelWord.UNKNOWN : counts(name);
            if (counts != null && number.isCount()) {
                labels.add(new PrintedLabel(counts, number, null));
            } else if (name.isEmpty()) {
                return null;
            } else {
                groups.add(PrintedGroup.of(Arrays.asList(name.split("\\s+")), List.of(PrintedArray.of(number))));
            }
        }
        if (unnamed == 1 && labels.size() > 1) {
            labels.removeFirst();
        }
        return groups.isEmpty() ? null : new PrintedLine(line.first(), line.text(), "table " + names, labels, groups);
    }

    private static @Nullable LabelWord counts(String name) {
        LabelWord counts = LabelWord.of(name);
        return counts == null && LabelWord.isCounter(name) ? LabelWord.UNKNOWN : counts;
    }

    private static @Nullable PrintedNumber number(String text, int line, int from) {
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1) : text;
        return PrintedNumber.NUMERAL.matcher(digits).matches() ? PrintedNumber.of(digits, line, from, percent) : null;
    }
}
