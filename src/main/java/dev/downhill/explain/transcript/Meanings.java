package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Interpretation.Occurrence;
import dev.downhill.explain.transcript.printout.Deadline;
import dev.downhill.explain.transcript.printout.PrintedArray;
import dev.downhill.explain.transcript.printout.PrintedGroup;
import dev.downhill.explain.transcript.printout.PrintedLine;
import dev.downhill.explain.transcript.printout.Printout;
import dev.downhill.explain.transcript.printout.Printout.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The possible meanings of the names of a printout, whichever program printed it. */
final class Meanings {
    private final IdentityHashMap<PrintedLine, List<String>> keys = new IdentityHashMap<>();
    private final Map<String, Candidates> candidates = new LinkedHashMap<>();

    Meanings(Printout printout, RunNames names) {
        for (PrintedLine line : printout.lines()) {
            Deadline.stopIfInterrupted();
            for (int i = 0; i < line.groups().size(); i++) {
                PrintedGroup group = line.groups().get(i);
                String key = key(line, i);
                keys.computeIfAbsent(line, unused -> new ArrayList<>()).add(key);
                candidates.computeIfAbsent(key, unused -> names.of(group));
            }
        }
    }

    /** Numbers of one name belong together wherever they are printed; those without one, in one print statement. */
    private static String key(PrintedLine line, int group) {
        PrintedGroup numbers = line.groups().get(group);
        String name = numbers.name().toLowerCase(Locale.ROOT);
        String shape = numbers.parts().stream().map(PrintedArray::dims).toList() + " "
                + numbers.numbers().size();
        return numbers.words().isEmpty() ? line.skeleton() + " " + group : name + " " + shape;
    }

    /** Returns what the numbers of a key can be. */
    Candidates candidates(String key) {
        return Objects.requireNonNull(candidates.get(key), key);
    }

    /**
     * Returns the numbers of a statement by their keys.
     *
     * @param way the position of each line
     */
    Map<String, List<Occurrence>> occurrences(Statement statement, List<@Nullable Position> way) {
        Map<String, List<Occurrence>> occurrences = new LinkedHashMap<>();
        for (int i = 0; i < statement.lines().size(); i++) {
            PrintedLine line = statement.lines().get(i);
            for (int g = 0; g < line.groups().size(); g++) {
                occurrences
                        .computeIfAbsent(keys.getOrDefault(line, List.of()).get(g), unused -> new ArrayList<>())
                        .add(new Occurrence(line, line.groups().get(g), way.get(i)));
            }
        }
        return occurrences;
    }
}
