package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Interpretation.Occurrence;
import dev.downhill.explain.transcript.Interpretation.Slot;
import dev.downhill.explain.transcript.printout.Printout;
import dev.downhill.explain.transcript.printout.Printout.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the interpretation of a printout that most of its numbers fit. */
final class Search {
    /** A looser comparison must spare so many numbers: one alone may be a slip. */
    private static final int LEAST_GAIN = 2;

    private final Printout printout;
    private final Expectations expectations;
    private final Placements placements;
    private final Meanings meanings;
    private final IdentityHashMap<Statement, Map<Integer, List<List<@Nullable Position>>>> known =
            new IdentityHashMap<>();
    private final boolean single;
    private final boolean labelled;
    private final int numbers;

    /** @param single whether the printout shows that it was computed in float32 */
    Search(Printout printout, Meanings meanings, Expectations expectations, boolean single) {
        this.printout = printout;
        this.meanings = meanings;
        this.expectations = expectations;
        Rerun run = expectations.run();
        this.placements = new Placements(printout, run.stepsPerEpoch(), run.steps());
        this.single = single;
        this.labelled = printout.isLabelled();
        this.numbers = printout.lines().stream()
                .flatMap(line -> line.groups().stream())
                .mapToInt(group -> group.numbers().size())
                .sum();
    }

    /** Returns the best interpretation, digits compared as closely as they allow. */
    Interpretation best() {
        Interpretation usual = best(new Exactness(single, false));
        if (usual.score().disagreeing() < LEAST_GAIN) {
            return usual;
        }
        Interpretation best = usual;
        for (Exactness looser :
                List.of(new Exactness(true, false), new Exactness(single, true), new Exactness(true, true))) {
            Interpretation other = best(looser);
            int spared = best.score().disagreeing() - other.score().disagreeing();
            boolean allowed = !looser.truncated() || other.score().disagreeing() < LEAST_GAIN;
            best = spared >= LEAST_GAIN && allowed ? other : best;
        }
        return best;
    }

    /** Returns the best interpretation with one comparison of digits. */
    Interpretation best(Exactness exactness) {
        Interpretation best = null;
        for (int first : labelled ? new int[] {1, 0} : new int[] {1}) {
            for (Moment moment : Moment.values()) {
                Interpretation next = interpret(first, moment, null, exactness);
                best = best == null || next.score().isBetterThan(best.score()) ? next : best;
                if (best.score().isPerfect(numbers)) {
                    return best;
                }
            }
        }
        return Objects.requireNonNull(best);
    }

    /**
     * Returns what the lines mean under some conventions.
     *
     * @param forced which loss is printed, or null to find out
     */
    Interpretation interpret(int first, Moment moment, @Nullable LossKind forced, Exactness exactness) {
        var fit = new Fit(expectations, moment, forced, exactness);
        Map<String, List<Occurrence>> occurrences = new LinkedHashMap<>();
        for (Statement statement : printout.statements()) {
            place(statement, first, fit)
                    .forEach((key, placed) -> occurrences
                            .computeIfAbsent(key, unused -> new ArrayList<>())
                            .addAll(placed));
        }
        List<Slot> slots = new ArrayList<>();
        occurrences.forEach((key, all) -> {
            all.sort(Comparator.comparingInt(each -> each.line().first()));
            slots.add(fit.slot(all, meanings.candidates(key)));
        });
        return new Interpretation(first, moment, exactness, slots, fit.score(slots));
    }

    /** Returns the numbers of a statement, its lines placed as most of them fit; nowhere where that is a guess. */
    private Map<String, List<Occurrence>> place(Statement statement, int first, Fit fit) {
        Map<String, List<Occurrence>> best = Map.of();
        int most = -1;
        boolean sure = statement.isLabelled() || Placements.isFinal(statement) || (!labelled && !statement.continued());
        List<List<@Nullable Position>> ways = ways(statement, first);
        int all = statement.lines().stream()
                .flatMap(line -> line.groups().stream())
                .mapToInt(group -> group.numbers().size())
                .sum();
        for (List<@Nullable Position> way : ways) {
            Map<String, List<Occurrence>> placed = meanings.occurrences(statement, way);
            int fitting = 0;
            for (Map.Entry<String, List<Occurrence>> slot : placed.entrySet()) {
                fitting += fit.agreeing(slot.getValue(), meanings.candidates(slot.getKey()));
            }
            if (fitting > most) {
                most = fitting;
                best = placed;
            }
            if (fitting == all) {
                break;
            }
        }
        if (sure || (most > 0 && 2 * most >= all)) {
            return best;
        }
        List<@Nullable Position> nowhere = new ArrayList<>();
        statement.lines().forEach(line -> nowhere.add(null));
        return meanings.occurrences(statement, nowhere);
    }

    private List<List<@Nullable Position>> ways(Statement statement, int first) {
        return known.computeIfAbsent(statement, unused -> new HashMap<>())
                .computeIfAbsent(first, unused -> placements.of(statement, first));
    }
}
