package dev.downhill.explain.transcript.printout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    /** A number with groups of thousands is one cell where commas do not separate the others. */
    private static final Pattern GROUPED_CELL =
            Pattern.compile("(?<![^\\s|;])" + PrintedNumber.THOUSANDS.pattern() + "(?![^\\s|;])|" + CELL.pattern());

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
                .map(match -> Cell.of(line, match.start(), match.end()).text())
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    /** A piece of a line without what is marked up around it, and where it begins. */
    private record Cell(String text, int from) {
        static Cell of(String line, int start, int end) {
            int from = start;
            int to = end;
            while (from < to && isAround(line.charAt(from))) {
                from++;
            }
            while (from < to && isAround(line.charAt(to - 1))) {
                to--;
            }
            return new Cell(line.substring(from, to), from);
        }

        private static boolean isAround(char c) {
            return Character.isWhitespace(c) || MARKUP.indexOf(c) >= 0;
        }
    }

    private static List<Cell> cellsOf(String line, Pattern pattern) {
        return pattern.matcher(line)
                .results()
                .map(match -> Cell.of(line, match.start(), match.end()))
                .toList();
    }

    /** Returns what stands between the pipes of a line, which may be nothing; none where there is no pipe. */
    private static List<Cell> ruled(String line) {
        List<Cell> cells = new ArrayList<>();
        int end = line.stripTrailing().endsWith("|") ? line.lastIndexOf('|') : line.length();
        int from = line.stripLeading().startsWith("|") ? line.indexOf('|') + 1 : 0;
        while (line.indexOf('|') >= 0 && from <= end) {
            int pipe = line.indexOf('|', from);
            int to = pipe < 0 || pipe > end ? end : pipe;
            cells.add(Cell.of(line, from, to));
            from = to + 1;
        }
        return cells;
    }

    /** Returns the row that a line is, or null where it has not a number for each name; a first number without one counts rows. */
    @Nullable
    PrintedLine row(TokenLine line) {
        if (line.lines() > 1) {
            return null;
        }
        return Stream.of(ruled(line.text()), cellsOf(line.text(), GROUPED_CELL), cellsOf(line.text(), CELL))
                .map(cells -> row(line, cells))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable PrintedLine row(TokenLine line, List<Cell> cells) {
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

    private static @Nullable PrintedLine row(TokenLine line, List<Cell> cells, List<String> names, int unnamed) {
        List<PrintedLabel> labels = new ArrayList<>();
        List<PrintedGroup> groups = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            if (cell.text().isEmpty() || TIME.matcher(cell.text()).matches()) {
                continue;
            }
            PrintedNumber number = number(cell, line.first());
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

    private static @Nullable PrintedNumber number(Cell cell, int line) {
        String text = cell.text();
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1) : text;
        boolean numeral = PrintedNumber.NUMERAL.matcher(digits).matches()
                || PrintedNumber.THOUSANDS.matcher(digits).matches();
        return numeral ? PrintedNumber.of(digits, line, cell.from(), percent) : null;
    }
}
