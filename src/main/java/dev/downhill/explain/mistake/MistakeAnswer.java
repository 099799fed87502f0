package dev.downhill.explain.mistake;

import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Support;
import java.util.List;
import java.util.Locale;

/** The answer of a search for mistakes, as a text. */
final class MistakeAnswer {
    private MistakeAnswer() {}

    /** @param singles how many of the candidates are single mistakes */
    static String of(List<FoundMistake> found, int tried, int candidates, boolean complete, int singles) {
        if (found.isEmpty()) {
            return none(tried, candidates, complete, singles);
        }
        var text = new StringBuilder();
        for (FoundMistake mistake : found) {
            text.append(text.isEmpty() ? "" : "\n").append(mistake.sentence());
            text.append(' ').append(support(mistake.support()));
            if (mistake.support().convention().parameters() == Moment.BEFORE_UPDATE) {
                text.append(" The parameters on these lines are those before the update.");
            }
            for (List<FoundMistake.Change> other : mistake.equal()) {
                text.append("\nThe same numbers: ").append(FoundMistake.sentence(other));
            }
        }
        return text.toString();
    }

    private static String none(int tried, int candidates, boolean complete, int singles) {
        String parts = String.format(Locale.ROOT, "%,d single ones and %,d pairs", singles, candidates - singles);
        return complete
                ? String.format(Locale.ROOT, "None of %,d mistakes prints this (%s).", tried, parts)
                : String.format(
                        Locale.ROOT,
                        "None of the %,d mistakes that were tried prints this. The time limit ended the search: there are %,d (%s).",
                        tried,
                        candidates,
                        parts);
    }

    private static String support(Support support) {
        return String.format(
                Locale.ROOT,
                "With it all %s are right. It explains %s of %s on %s that the specification does not print,"
                        + " from line %d (step %d) on.",
                count(support.checked(), "checked number"),
                count(support.digits(), "digit"),
                count(support.numbers(), "number"),
                count(support.lines(), "line"),
                support.line(),
                support.step());
    }

    private static String count(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}
