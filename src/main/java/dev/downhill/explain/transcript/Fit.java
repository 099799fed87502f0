package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Exactness.Agreement;
import dev.downhill.explain.transcript.Interpretation.Occurrence;
import dev.downhill.explain.transcript.Interpretation.Score;
import dev.downhill.explain.transcript.Interpretation.Slot;
import dev.downhill.explain.transcript.printout.Deadline;
import dev.downhill.explain.transcript.printout.PrintedNumber;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fit of readings to printed numbers, under some conventions. */
final class Fit {
    /** The number of digits on a line from which numbers without a known name surely are the values that they fit. */
    private static final int TELLING_DIGITS = 5;

    static final String NO_STEP = "the line does not name its step, and no step fits";

    private final Expectations expectations;
    private final Moment moment;
    private final @Nullable LossKind forced;
    private final Exactness exactness;

    /** @param forced which loss is printed, or null to find out */
    Fit(Expectations expectations, Moment moment, @Nullable LossKind forced, Exactness exactness) {
        this.expectations = expectations;
        this.moment = moment;
        this.forced = forced;
        this.exactness = exactness;
    }

    /**
     * The fit of one reading.
     *
     * @param whole how many occurrences agree wholly
     * @param numbers how many numbers agree
     * @param leading the number of occurrences that agree wholly before the first that does not
     * @param missing the numbers that the run does not have
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
        boolean losses = candidates.certain() && candidates.readings().stream().anyMatch(this::isForced);
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
        Deadline.stopIfInterrupted();
        for (Occurrence occurrence : occurrences) {
            List<Agreement> agreements = expectations.compare(occurrence, reading, moment, exactness);
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
                List<Agreement> agreements = reading == null || !read
                        ? List.of()
                        : expectations.compare(occurrence, reading, moment, exactness);
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
        boolean first =
                reading == null || reading.equals(slot.candidates().readings().getFirst());
        return before || !first ? 1 : 0;
    }

    /** Returns how many usual readings have no number there. */
    private int missing(Occurrence occurrence, Candidates candidates) {
        return (int) readings(candidates).stream()
                .filter(Reading::isUsual)
                .filter(reading -> expectations.values(occurrence, reading, moment) == null)
                .count();
    }

    private static int count(List<Agreement> agreements, Agreement which) {
        int count = 0;
        for (Agreement each : agreements) {
            count += each == which ? 1 : 0;
        }
        return count;
    }
}
