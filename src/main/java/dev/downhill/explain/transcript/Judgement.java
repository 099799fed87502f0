package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Exactness.Agreement;
import dev.downhill.explain.transcript.Interpretation.Occurrence;
import dev.downhill.explain.transcript.Interpretation.Slot;
import dev.downhill.explain.transcript.printout.PrintedNumber;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The agreement of each number that can be checked.
 *
 * @param numbers in the order of the printout
 */
record Judgement(Map<Place, Judged> numbers) {
    /** The place of a number. */
    record Place(int line, int from) {}

    /**
     * A number that was compared.
     *
     * @param right what the program has, or null
     */
    record Judged(
            PrintedNumber printed,
            Agreement agreement,
            @Nullable Value right,
            Exactness exactness,
            @Nullable Position position) {
        /** Returns how many units of its last digit a wrong number is away from the right one: one at least. */
        double units() {
            return Math.max(1, distance());
        }

        private double distance() {
            Value value = right;
            double distance = value == null ? Double.NaN : Math.abs(printed.value() - exactness.right(value));
            double all = Math.pow(10, printed.digits());
            return Double.isFinite(distance) ? Math.min(all, distance / printed.unit()) : all;
        }

        int digits() {
            int wrong = (int) Math.floor(Math.log10(units())) + 1;
            return Math.min(printed.digits(), wrong);
        }
    }

    static Judgement of(Interpretation interpretation, Expectations expectations) {
        Map<Place, Judged> numbers = new LinkedHashMap<>();
        interpretation.slots().stream()
                .filter(slot -> slot.reading() != null)
                .flatMap(slot -> slot.occurrences().stream().map(occurrence -> new Read(slot, occurrence)))
                .filter(Read::isPlaced)
                .sorted(Comparator.comparingInt(read -> read.occurrence.line().first()))
                .forEach(read -> read.judge(interpretation, expectations, numbers));
        return new Judgement(numbers);
    }

    private record Read(Slot slot, Occurrence occurrence) {
        boolean isPlaced() {
            Reading reading = slot.reading();
            return occurrence.position() != null || (reading != null && reading.isEverywhere());
        }

        void judge(Interpretation interpretation, Expectations expectations, Map<Place, Judged> numbers) {
            Reading reading = slot.reading();
            List<Value> right =
                    reading == null ? null : expectations.values(occurrence, reading, interpretation.moment());
            List<PrintedNumber> printed = occurrence.group().numbers();
            Exactness exactness = interpretation.exactness();
            for (int i = 0; i < printed.size(); i++) {
                PrintedNumber number = printed.get(i);
                Value value = right == null ? null : right.get(i);
                Agreement agreement = value == null ? Agreement.DISAGREES : exactness.compare(number, value);
                numbers.put(
                        new Place(number.line(), number.from()),
                        new Judged(number, agreement, value, exactness, occurrence.position()));
            }
        }
    }

    /** Returns how many decimals the numbers have, the most frequent first. */
    List<Integer> decimals() {
        Map<Integer, Long> counts = numbers.values().stream()
                .collect(Collectors.groupingBy(each -> each.printed().decimals(), Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the numbers that agree here and not in another judgement, or null if a number that was checked there does not. */
    @Nullable
    Support support(Judgement unchanged, Interpretation interpretation) {
        if (numbers.values().stream().anyMatch(each -> each.agreement() == Agreement.DISAGREES)) {
            return null;
        }
        Set<Integer> lines = new HashSet<>();
        Judged first = null;
        int found = 0;
        int digits = 0;
        double evidence = 0;
        for (Map.Entry<Place, Judged> each : unchanged.numbers.entrySet()) {
            Judged before = each.getValue();
            Judged now = numbers.get(each.getKey());
            if (now == null || (before.agreement() == Agreement.DISAGREES && now.agreement() != Agreement.AGREES)) {
                return null;
            }
            if (before.agreement() == Agreement.DISAGREES) {
                first = first == null ? now : first;
                lines.add(each.getKey().line());
                found++;
                digits += before.digits();
                evidence += Math.min(before.printed().digits(), Math.log10(1 + 2 * before.units()));
            }
        }
        if (first == null) {
            return null;
        }
        Position position = first.position();
        long step = position == null ? 0 : position.step();
        int checked = (int) numbers.values().stream()
                .filter(each -> each.agreement() == Agreement.AGREES)
                .count();
        return new Support(
                first.printed().line() + 1,
                step,
                lines.size(),
                found,
                digits,
                evidence,
                checked,
                convention(interpretation));
    }

    private static Convention convention(Interpretation interpretation) {
        LossKind loss = interpretation.slots().stream()
                .map(Slot::reading)
                .filter(Reading.LossOf.class::isInstance)
                .map(reading -> ((Reading.LossOf) reading).kind())
                .findFirst()
                .orElse(LossKind.BEFORE_UPDATE);
        return new Convention(interpretation.firstStep(), interpretation.moment(), loss);
    }
}
