package dev.downhill.explain.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The head of a printed table, {@code | step | w | loss |}, which names the numbers of the rows below it. */
record TableHeader(List<String> names) {
    private static final Pattern CELL = Pattern.compile("[^\\s|,;]++");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.\\[\\]]*+");
    private static final Pattern NUMBER = Pattern.compile(PrintedLine.NUMBER, Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL = Pattern.compile("steps?|epochs?|iter|iterations?|round|update|k");

    /** Returns the header that a line is, or null. */
    static @Nullable TableHeader of(String line) {
        List<String> cells =
                CELL.matcher(line).results().map(MatchResult::group).toList();
        boolean names = cells.size() > 1
                && cells.stream().allMatch(cell -> NAME.matcher(cell).matches());
        return names ? new TableHeader(cells) : null;
    }

    /** Returns the row that a line is, or null where it has not a number for each name. */
    @Nullable
    PrintedLine row(int number, String line) {
        List<MatchResult> cells = CELL.matcher(line).results().toList();
        if (cells.size() != names.size()
                || !cells.stream().allMatch(cell -> NUMBER.matcher(cell.group()).matches())) {
            return null;
        }
        Long label = null;
        boolean epoch = false;
        List<PrintedNumber> numbers = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            MatchResult cell = cells.get(i);
            String name = names.get(i).toLowerCase(Locale.ROOT);
            if (LABEL.matcher(name).matches() && cell.group().matches("\\d{1,12}")) {
                label = Long.valueOf(cell.group());
                epoch = name.startsWith("epoch");
            } else {
                numbers.add(new PrintedNumber(names.get(i), cell.group(), cell.start(), cell.end()));
            }
        }
        return new PrintedLine(number, line, label, epoch, numbers);
    }
}
