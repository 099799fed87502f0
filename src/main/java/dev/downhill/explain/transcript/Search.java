package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Exactness.Agreement;
import dev.downhill.explain.transcript.Interpretation.Occurrence;
import dev.downhill.explain.transcript.Interpretation.Score;
import dev.downhill.explain.transcript.Interpretation.Slot;
import dev.downhill.explain.transcript.Printout.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the interpretation of a printout that most of its numbers fit. */
final class Search {
    /** A looser comparison must spare so many numbers: one alone may be a slip. */
    private static final int LEAST_GAIN = 2;

    /** So many digits of a single line make sure that numbers without a known name are what they fit. */
    private static final int TELLING_DIGITS = 5;

    static final String NO_STEP = "the line does not say of which step it is, and no step fits";

    private final Printout printout;
    private final Expectations expectations;
    private final Placements placements;
    private final Map<PrintedLine, List<String>> keys = new IdentityHashMap<>();
    private final Map<String, Candidates> candidates = new LinkedHashMap<>();
    private final Map<Statement, Map<Integer, List<List<@Nullable Position>>>> known = new IdentityHashMap<>();
    private final boolean single;
    private final boolean labelled;
    private final int numbers;

    /** @param single whether the printout shows that it was computed in float32 */
    Search(Printout printout, RunNames names, Expectations expectations, boolean single) {
        this.printout = printout;
        this.expectations = expectations;
        Rerun run = expectations.run();
        this.placements = new Placements(printout, run.stepsPerEpoch(), run.steps());
        this.single = single;
        this.labelled = printout.isLabelled();
        this.numbers = printout.lines().stream()
                .flatMap(line -> line.groups().stream())
                .mapToInt(group -> group.numbers().size())
                .sum();
        for (PrintedLine line : printout.lines()) {
            Interrupts.stopIfInterrupted();
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

    private Interpretation best(Exactness exactness) {
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
        var fit = new Fit(moment, forced, exactness);
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
            slots.add(fit.slot(all, candidates(key)));
        });
        return new Interpretation(first, moment, exactness, slots, fit.score(slots));
    }

    private Candidates candidates(String key) {
        return Objects.requireNonNull(candidates.get(key), key);
    }

    /** Returns the numbers of a statement, its lines placed as most of them fit. */
    private Map<String, List<Occurrence>> place(Statement statement, int first, Fit fit) {
        Map<String, List<Occurrence>> best = Map.of();
        int most = -1;
        boolean sure = statement.isLabelled() || (!labelled && !statement.continued());
        List<List<@Nullable Position>> ways = ways(statement, first);
        int all = statement.lines().stream()
                .flatMap(line -> line.groups().stream())
                .mapToInt(group -> group.numbers().size())
                .sum();
        for (List<@Nullable Position> way : ways) {
            Map<String, List<Occurrence>> placed = occurrences(statement, way);
            int fitting = 0;
            for (Map.Entry<String, List<Occurrence>> slot : placed.entrySet()) {
                fitting += fit.agreeing(slot.getValue(), candidates(slot.getKey()));
            }
            if (fitting > most) {
                most = fitting;
                best = placed;
            }
            if (fitting == all) {
                break;
            }
        }
        if (most > 0 || sure) {
            return best;
        }
        List<@Nullable Position> nowhere = new ArrayList<>();
        statement.lines().forEach(line -> nowhere.add(null));
        return occurrences(statement, nowhere);
    }

    private List<List<@Nullable Position>> ways(Statement statement, int first) {
        return known.computeIfAbsent(statement, unused -> new HashMap<>())
                .computeIfAbsent(first, unused -> placements.of(statement, first));
    }

    private Map<String, List<Occurrence>> occurrences(Statement statement, List<@Nullable Position> way) {
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

    /** Returns how each number of an occurrence compares, or null where the run has no such numbers. */
    @Nullable
    List<Agreement> compare(Occurrence occurrence, Reading reading, Moment moment, Exactness exactness) {
        List<Value> right = values(occurrence, reading, moment);
        if (right == null) {
            return null;
        }
        List<PrintedNumber> printed = occurrence.group().numbers();
        List<Agreement> agreements = new ArrayList<>();
        for (int i = 0; i < printed.size(); i++) {
            agreements.add(exactness.compare(printed.get(i), right.get(i)));
        }
        return agreements;
    }

    /** Returns the right numbers of an occurrence, or null where the run has none. */
    @Nullable
    List<Value> values(Occurrence occurrence, Reading reading, Moment moment) {
        Position position =
                occurrence.position() == null && reading.isEverywhere() ? new Position(1, 1) : occurrence.position();
        List<Value> right = position == null ? null : expectations.of(reading, position, moment);
        return right == null || right.size() != occurrence.group().numbers().size() ? null : right;
    }

    /** How readings fit under some conventions. */
    private final class Fit {
        private final Moment moment;
        private final @Nullable LossKind forced;
        private final Exactness exactness;

        Fit(Moment moment, @Nullable LossKind forced, Exactness exactness) {
            this.moment = moment;
            this.forced = forced;
            this.exactness = exactness;
        }

        /**
         * How well one reading fits.
         *
         * @param whole how many occurrences agree wholly
         * @param numbers how many numbers agree
         * @param leading how many occurrences agree wholly before the first that does not
         * @param missing how many the run does not have
         */
        private record Fitting(Reading reading, int whole, int numbers, int leading, int missing) {
            boolean isBetterThan(Fitting other) {
                if (whole != other.whole) {
                    return whole > other.whole;
                }
                if (numbers != other.numbers) {
                    return numbers > other.numbers;
                }
                return leading != other.leading ? leading > other.leading : missing < other.missing;
            }
        }

        int agreeing(List<Occurrence> occurrences, Candidates candidates) {
            Fitting best = best(occurrences, readings(candidates), candidates.certain());
            return best == null ? 0 : best.numbers();
        }

        private List<Reading> readings(Candidates candidates) {
            boolean losses =
                    candidates.certain() && candidates.readings().stream().anyMatch(this::isForced);
            return forced != null && losses
                    ? candidates.readings().stream().filter(this::isForced).toList()
                    : candidates.readings();
        }

        private boolean isForced(Reading reading) {
            return reading instanceof Reading.LossOf loss && loss.penalized() && loss.kind() == forced;
        }

        private @Nullable Fitting best(List<Occurrence> occurrences, List<Reading> readings, boolean certain) {
            Fitting best = null;
            for (Reading reading : readings) {
                Fitting next = fitting(occurrences, reading, certain);
                best = best == null || next.isBetterThan(best) ? next : best;
                if (best.whole() == occurrences.size()) {
                    break;
                }
            }
            return best;
        }

        /** @param certain whether a reading counts that most occurrences do not fit */
        private Fitting fitting(List<Occurrence> occurrences, Reading reading, boolean certain) {
            int misfits = certain ? Integer.MAX_VALUE : occurrences.size() / 2;
            int whole = 0;
            int numbers = 0;
            int leading = 0;
            int missing = 0;
            boolean all = true;
            Interrupts.stopIfInterrupted();
            for (Occurrence occurrence : occurrences) {
                List<Agreement> agreements = compare(occurrence, reading, moment, exactness);
                int agreeing = agreements == null ? 0 : count(agreements, Agreement.AGREES);
                boolean fits = agreements != null && count(agreements, Agreement.DISAGREES) == 0;
                missing += agreements == null ? 1 : 0;
                numbers += agreeing;
                whole += fits ? 1 : 0;
                all &= fits;
                leading += all ? 1 : 0;
                misfits -= fits ? 0 : 1;
                if (misfits < 0) {
                    return new Fitting(reading, 0, 0, 0, occurrences.size());
                }
            }
            return new Fitting(reading, whole, numbers, leading, missing);
        }

        /** Settles what the numbers of one name are. */
        Slot slot(List<Occurrence> occurrences, Candidates candidates) {
            List<Reading> readings = readings(candidates);
            Fitting best = best(occurrences, readings, candidates.certain());
            if (best == null) {
                return new Slot(occurrences, candidates, null, 0, candidates.reason());
            }
            boolean placed = occurrences.stream().anyMatch(each -> each.position() != null);
            if (!placed && best.whole() == 0 && !readings.stream().allMatch(Reading::isEverywhere)) {
                return new Slot(occurrences, candidates, null, 0, candidates.certain() ? NO_STEP : candidates.reason());
            }
            int count = (int) occurrences.stream()
                    .filter(each -> each.position() != null || readings.stream().allMatch(Reading::isEverywhere))
                    .count();
            boolean several = count > 1 && best.whole() >= 2 && 2 * best.whole() > count;
            if (candidates.certain()) {
                List<Reading> usual = readings.stream().filter(Reading::isUsual).toList();
                boolean doubtful = count > 1
                        && (best.whole() < 2 || (!several && !best.reading().isUsual()));
                Fitting settled = doubtful && !usual.isEmpty() ? best(occurrences, usual, true) : best;
                Fitting chosen = settled == null ? best : settled;
                return new Slot(occurrences, candidates, chosen.reading(), chosen.whole(), "");
            }
            boolean counts = occurrences.stream()
                    .flatMap(each -> each.group().numbers().stream())
                    .allMatch(PrintedNumber::isCount);
            if (!candidates.known() && counts && best.reading().isStored()) {
                return new Slot(occurrences, candidates, null, 0, candidates.reason());
            }
            boolean told = count == 1 && best.whole() == 1 && isTelling(occurrences, candidates, best);
            return several || told
                    ? new Slot(occurrences, candidates, best.reading(), best.whole(), "")
                    : new Slot(occurrences, candidates, null, 0, candidates.reason());
        }

        private boolean isTelling(List<Occurrence> occurrences, Candidates candidates, Fitting fitting) {
            int digits = occurrences.stream()
                    .flatMap(each -> each.group().numbers().stream())
                    .mapToInt(PrintedNumber::digits)
                    .sum();
            return candidates.known()
                    || digits >= TELLING_DIGITS
                    || fitting.reading().isEverywhere();
        }

        Score score(List<Slot> slots) {
            int agreeing = 0;
            int disagreeing = 0;
            int missing = 0;
            Set<Integer> checked = new HashSet<>();
            Map<Integer, Boolean> lines = new HashMap<>();
            for (Slot slot : slots) {
                Reading reading = slot.reading();
                for (Occurrence occurrence : slot.occurrences()) {
                    boolean read = reading != null && (occurrence.position() != null || reading.isEverywhere());
                    List<Agreement> agreements =
                            reading == null || !read ? List.of() : compare(occurrence, reading, moment, exactness);
                    int size = occurrence.group().numbers().size();
                    int right = agreements == null ? 0 : count(agreements, Agreement.AGREES);
                    int wrong = agreements == null ? size : count(agreements, Agreement.DISAGREES);
                    agreeing += right;
                    disagreeing += wrong;
                    missing += slot.fitting() == 0 ? missing(occurrence, slot.candidates()) : 0;
                    int line = occurrence.line().first();
                    if (right + wrong > 0) {
                        checked.add(line);
                        lines.merge(line, wrong == 0, Boolean::logicalAnd);
                    }
                }
            }
            int leading = (int) checked.stream()
                    .sorted()
                    .takeWhile(line -> Boolean.TRUE.equals(lines.get(line)))
                    .count();
            int unusual = slots.stream().mapToInt(this::unusual).sum();
            return new Score(agreeing, disagreeing, leading, missing, unusual);
        }

        private int unusual(Slot slot) {
            Reading reading = slot.reading();
            boolean before = reading instanceof Reading.ParametersOf && moment == Moment.BEFORE_UPDATE;
            boolean first = reading == null
                    || reading.equals(slot.candidates().readings().getFirst());
            return before || !first ? 1 : 0;
        }

        /** Returns how many usual readings have no number there. */
        private int missing(Occurrence occurrence, Candidates candidates) {
            return (int) readings(candidates).stream()
                    .filter(Reading::isUsual)
                    .filter(reading -> values(occurrence, reading, moment) == null)
                    .count();
        }
    }

    private static int count(List<Agreement> agreements, Agreement which) {
        int count = 0;
        for (Agreement each : agreements) {
            count += each == which ? 1 : 0;
        }
        return count;
    }
}
