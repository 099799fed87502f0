package dev.downhill.tutorial.check;

import dev.downhill.explain.transcript.printout.PrintedNumber;
import dev.downhill.export.text.RunText;
import dev.downhill.tutorial.markup.Edit;
import dev.downhill.tutorial.markup.Excerpt;
import dev.downhill.tutorial.markup.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a single value of a document with that of its job. */
final class ValueCheck {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{N}_.])(?:[-+\u2212]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?" + "(?![\\d,])|"
                    + PrintedNumber.NUMERAL.pattern() + ")(?![\\p{L}\\p{N}_]|\\.\\p{N})");
    private static final Pattern PERCENT = Pattern.compile("[\\s\\p{Zs}]?%");
    private static final Pattern DECORATION = Pattern.compile("^[\\s*_`\"]+|[\\s*_`\"]+$");
    private static final Pattern SAFE = Pattern.compile("[\\w .:+-]+");

    /** The relative error by which another order of the same sums may differ. */
    private static final double RELATIVE_NOISE = 2e-14;

    private static final double SLACK = 1e-9;
    private static final double SMALL = 1e-3;

    private final Report report;

    ValueCheck(Report report) {
        this.report = report;
    }

    void check(Mark.Value mark, TrainedJob job) {
        Object value = job.value(mark.pointer());
        List<Double> numbers = new ArrayList<>();
        boolean numeric = collect(value, numbers);
        if (mark.content().text().isBlank()) {
            report.empty(
                    mark.at(),
                    mark.pointer() + " of " + mark.specification() + " is not written",
                    mark.specification(),
                    mark.content().replace(0, mark.content().text().length(), text(value)));
        } else if (numeric) {
            compare(mark, numbers);
        } else {
            compare(mark, String.valueOf(value));
        }
    }

    /** Collects the numbers of a value; returns false if it is not made of numbers. */
    private static boolean collect(@Nullable Object value, List<Double> numbers) {
        if (value instanceof Number number) {
            numbers.add(number.doubleValue());
            return true;
        }
        return value instanceof Iterable<?> list && !isEmpty(list) && all(list, numbers);
    }

    private static boolean isEmpty(Iterable<?> list) {
        return !list.iterator().hasNext();
    }

    private static boolean all(Iterable<?> list, List<Double> numbers) {
        for (Object element : list) {
            if (!collect(element, numbers)) {
                return false;
            }
        }
        return true;
    }

    private void compare(Mark.Value mark, List<Double> right) {
        String text = mark.content().text();
        Matcher matcher = NUMBER.matcher(text);
        List<PrintedNumber> printed = new ArrayList<>();
        while (matcher.find()) {
            boolean percent =
                    PERCENT.matcher(text).region(matcher.end(), text.length()).lookingAt();
            printed.add(PrintedNumber.of(matcher.group(), 0, matcher.start(), percent));
        }
        if (printed.size() != right.size()) {
            throw new Unreadable(mark.pointer() + " has " + numbers(right.size()) + ", but "
                    + (printed.isEmpty() ? "none is" : printed.size() == 1 ? "1 is" : printed.size() + " are")
                    + " printed");
        }
        report.checked(printed.size());
        for (int i = 0; i < printed.size(); i++) {
            compare(mark, printed.get(i), right.get(i));
        }
    }

    private static String numbers(int count) {
        return count == 1 ? "one number" : count + " numbers";
    }

    private void compare(Mark.Value mark, PrintedNumber printed, double value) {
        double right = printed.percent() ? 100 * value : value;
        double tolerance = printed.unit() / 2 * (1 + SLACK) + RELATIVE_NOISE * Math.abs(right);
        // False where the printed number is not finite.
        if (Math.abs(printed.value() - right) <= tolerance) {
            return;
        }
        Excerpt content = mark.content();
        Edit edit = content.replace(printed.from(), printed.to(), printed.printed(right, false));
        String unit = printed.percent() ? " %" : "";
        wrong(mark, content.from(printed.from()), printed.text(), edit.replacement() + unit, edit);
    }

    private void compare(Mark.Value mark, String right) {
        String text = mark.content().text();
        Matcher decoration = DECORATION.matcher(text);
        int from = 0;
        int to = text.length();
        while (decoration.find()) {
            from = decoration.start() == 0 ? decoration.end() : from;
            to = decoration.start() == 0 ? to : decoration.start();
        }
        String printed = text.substring(from, Math.max(from, to));
        report.checked(1);
        if (!unspaced(printed).equals(unspaced(right))) {
            Edit edit = SAFE.matcher(right).matches() ? mark.content().replace(from, Math.max(from, to), right) : null;
            wrong(mark, mark.content().from(from), printed, right, edit);
        }
    }

    /** Leaves out blanks after commas, because lists are printed with them and without. */
    private static String unspaced(String text) {
        return text.replaceAll(",\\s+", ",");
    }

    private void wrong(Mark.Value mark, int at, String printed, String right, @Nullable Edit edit) {
        report.wrong(
                at,
                mark.pointer() + " of " + mark.specification() + " is " + right + ", printed " + printed,
                mark.specification(),
                printed,
                edit);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            return number != 0 && Math.abs(number) < SMALL ? RunText.small(number) : RunText.number(number);
        }
        if (value instanceof Iterable<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(element -> texts.add(text(element)));
            return texts.stream().collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }
}
