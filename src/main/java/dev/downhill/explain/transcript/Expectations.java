package dev.downhill.explain.transcript;

import dev.downhill.engine.autograd.DType;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Exactness.Agreement;
import dev.downhill.explain.transcript.Interpretation.Occurrence;
import dev.downhill.explain.transcript.printout.PrintedNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a program gives, and how far rounding moves them: it runs in float32 and in float64, and what the two
 * differ by is what float32 loses.
 */
final class Expectations {
    /** Another order of the same sums loses more or less. */
    private static final double OTHER_ORDERS = 16;

    private static final double RELATIVE = 3e-7;
    private static final double RELATIVE_FINE = 2e-14;

    /** How much finer float64 is than float32. */
    private static final double FINER = 0x1p-29;

    private static final double OF_THE_FIRST = 2e-7;

    private final Rerun run;
    private final Rerun other;
    private final boolean isSingle;
    private final IdentityHashMap<Reading, Map<At, Optional<List<Value>>>> known = new IdentityHashMap<>();

    private record At(Position position, Moment moment) {}

    /** @param steps how many are needed */
    Expectations(Program program, long steps) {
        DType dtype = program.job().dtype();
        this.run = new Rerun(program, dtype, steps);
        this.isSingle = dtype == DType.FLOAT32;
        this.other = new Rerun(program, isSingle ? DType.FLOAT64 : DType.FLOAT32, steps);
    }

    Rerun run() {
        return run;
    }

    /** Returns the numbers of a reading, or null where the run has none at a position. */
    @Nullable
    List<Value> of(Reading reading, Position position, Moment moment) {
        return known.computeIfAbsent(reading, key -> new HashMap<>())
                .computeIfAbsent(
                        new At(position, moment), at -> Optional.ofNullable(compute(reading, position, moment)))
                .orElse(null);
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
        List<Value> right = position == null ? null : of(reading, position, moment);
        return right == null || right.size() != occurrence.group().numbers().size() ? null : right;
    }

    private @Nullable List<Value> compute(Reading reading, Position position, Moment moment) {
        double[] numbers = reading.at(run, position, moment);
        if (numbers == null) {
            return null;
        }
        if (!reading.isStored()) {
            double[] others = reading.at(other, position, moment);
            return values(numbers, others, 0, false);
        }
        double[] first = reading.at(run, new Position(1, 1), moment);
        double scale = first == null ? 0 : largest(first);
        boolean squared = reading instanceof Reading.LossOf;
        return values(
                numbers,
                reading.at(other, position, moment),
                squared ? OF_THE_FIRST * OF_THE_FIRST * scale : OF_THE_FIRST * Math.max(scale, largest(numbers)),
                true);
    }

    private List<Value> values(double[] numbers, double @Nullable [] others, double floor, boolean stored) {
        double difference = 0;
        for (int i = 0; others != null && i < numbers.length; i++) {
            double each = Math.abs(numbers[i] - others[i]);
            difference = Double.isFinite(each) ? Math.max(difference, each) : difference;
        }
        double all = OTHER_ORDERS * difference + floor;
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> new Value(
                        numbers[i],
                        others == null || isSingle ? numbers[i] : others[i],
                        all + RELATIVE * Math.abs(numbers[i]),
                        FINER * all + RELATIVE_FINE * Math.abs(numbers[i]),
                        stored))
                .toList();
    }

    private static double largest(double[] numbers) {
        double largest = 0;
        for (double number : numbers) {
            largest = Double.isFinite(number) ? Math.max(largest, Math.abs(number)) : largest;
        }
        return largest;
    }
}
