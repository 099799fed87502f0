package dev.downhill.transcripts;

import dev.downhill.explain.mistake.Mistakes;
import dev.downhill.explain.transcript.Transcript;
import java.util.Locale;

/** A checked transcript as text for a terminal. */
final class TranscriptText {
    /** More wrong or unchecked lines are counted. */
    private static final int MOST_LINES = 10;

    private TranscriptText() {}

    static String of(CheckedTranscript checked) {
        var text = new StringBuilder();
        checked.wrong().stream().limit(MOST_LINES).forEach(wrong -> append(wrong, text));
        more(checked.wrong().size(), "wrong line", text);
        checked.unchecked().stream()
                .limit(MOST_LINES)
                .forEach(number -> text.append(String.format(
                        Locale.ROOT,
                        "line %d: not checked: %s (%s)\n",
                        number.line(),
                        number.printed(),
                        number.reason())));
        more(checked.unchecked().size(), "unchecked number", text);
        text.append(summary(checked)).append('\n');
        Mistakes mistakes = checked.mistakes();
        if (mistakes != null) {
            text.append("Which mistake prints this? ").append(mistakes.answer()).append('\n');
        }
        return text.toString();
    }

    private static void append(Transcript.WrongLine wrong, StringBuilder text) {
        text.append("line ").append(wrong.line()).append(": ").append(indented(wrong.printed()));
        String right = wrong.right();
        text.append(right == null ? "\n  note: " : "\n  right: ")
                .append(right == null ? wrong.note() : indented(right))
                .append('\n');
    }

    private static String indented(String line) {
        return line.replace("\n", "\n    ");
    }

    private static void more(int all, String what, StringBuilder text) {
        if (all > MOST_LINES) {
            text.append(String.format(Locale.ROOT, "and %,d more %ss\n", all - MOST_LINES, what));
        }
    }

    private static String summary(CheckedTranscript checked) {
        long wrong = checked.wrong().stream()
                .mapToLong(line -> line.numbers().size())
                .sum();
        if (wrong > 0) {
            return String.format(Locale.ROOT, "%,d of %,d checked numbers are wrong.", wrong, checked.checked());
        }
        return checked.agrees()
                ? String.format(Locale.ROOT, "All %,d numbers are right.", checked.checked())
                : String.format(
                        Locale.ROOT,
                        "No number is wrong: %,d are right, and %,d are not checked.",
                        checked.checked(),
                        checked.unchecked().size());
    }
}
