package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Interpretation.Occurrence;
import dev.downhill.explain.transcript.Interpretation.Slot;
import dev.downhill.explain.transcript.printout.PrintedLabel;
import dev.downhill.explain.transcript.printout.PrintedLine;
import dev.downhill.explain.transcript.printout.PrintedNumber;
import dev.downhill.explain.transcript.printout.Printout;
import dev.downhill.explain.transcript.printout.Printout.Statement;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A quick look at whether a program can have printed the first lines. It rejects only what no interpretation of the lines allows,
 * so that few programs of many are compared number by number.
 */
final class Screen {
    private static final int LINES = 2;

    /** The share that float32 and another order of sums may lose. */
    private static final double TOLERANCE = 1e-4;

    private final Printout printout;
    private final Meanings meanings;
    private final boolean labelled;
    private final long lastLabel;
    private final Set<PrintedNumber> checked = new HashSet<>();
    private final Map<Run, Ways> known = new HashMap<>();

    private record Run(long stepsPerEpoch, long steps) {}

    /** The numbers of each statement, in each way to place its lines. */
    private record Ways(Map<Integer, List<List<Map<String, List<Occurrence>>>>> byFirst) {}

    /** @param unchanged how the specification's own run reads the lines */
    Screen(Printout printout, Meanings meanings, Interpretation unchanged) {
        this.printout = printout;
        this.meanings = meanings;
        this.labelled = printout.isLabelled();
        long[] labels = printout.lines().stream()
                .map(PrintedLine::labels)
                .filter(each -> !each.isEmpty())
                .mapToLong(each ->
                        each.stream().mapToLong(PrintedLabel::value).max().orElse(0))
                .distinct()
                .sorted()
                .limit(LINES)
                .toArray();
        this.lastLabel = labels.length == 0 ? LINES : labels[labels.length - 1];
        for (Slot slot : unchanged.slots()) {
            Reading reading = slot.reading();
            for (Occurrence occurrence : slot.occurrences()) {
                if (reading != null && (occurrence.position() != null || reading.isEverywhere())) {
                    checked.addAll(occurrence.group().numbers());
                }
            }
        }
    }

    /** Returns how many steps of a program to look at, if less than all: first those of a line, then those of a line for each epoch. */
    List<Long> steps(JobSpecification job, long needed) {
        long perEpoch = job.batching().stepsPerEpoch(job.data().training().rows());
        return LongStream.of(lastLabel + 1, (lastLabel + 1) * perEpoch)
                .distinct()
                .filter(steps -> steps < needed)
                .boxed()
                .toList();
    }

    /**
     * Returns whether there is a meaning with which the numbers of the first lines are those of a program.
     *
     * @param run some steps of it, or all
     * @param needed how many there would be
     */
    boolean mayPrint(Rerun run, long needed) {
        Ways ways = known.computeIfAbsent(new Run(run.stepsPerEpoch(), needed), this::ways);
        for (List<List<Map<String, List<Occurrence>>>> statements :
                ways.byFirst().values()) {
            for (Moment moment : Moment.values()) {
                if (statements.stream().allMatch(each -> mayPrint(each, run, moment))) {
                    return true;
                }
            }
        }
        return false;
    }

    private Ways ways(Run run) {
        var placements = new Placements(printout, run.stepsPerEpoch(), run.steps());
        Map<Integer, List<List<Map<String, List<Occurrence>>>>> byFirst = new HashMap<>();
        for (int first : labelled ? new int[] {1, 0} : new int[] {1}) {
            List<List<Map<String, List<Occurrence>>>> statements = new ArrayList<>();
            for (Statement statement : printout.statements()) {
                List<Map<String, List<Occurrence>>> ways = new ArrayList<>();
                for (List<@Nullable Position> way : placements.of(statement, first)) {
                    ways.add(first(meanings.occurrences(statement, way)));
                }
                statements.add(ways);
            }
            byFirst.put(first, statements);
        }
        return new Ways(byFirst);
    }

    /** Keeps the first checked numbers of each name; losses, which may take a pass over all rows, come last. */
    private Map<String, List<Occurrence>> first(Map<String, List<Occurrence>> all) {
        Map<String, List<Occurrence>> first = new LinkedHashMap<>();
        Map<String, List<Occurrence>> losses = new LinkedHashMap<>();
        all.forEach((key, occurrences) -> {
            List<Occurrence> kept = occurrences.stream()
                    .filter(each -> each.position() != null)
                    .filter(each -> checked.containsAll(each.group().numbers()))
                    .limit(LINES)
                    .toList();
            if (!kept.isEmpty()) {
                boolean loss = meanings.candidates(key).readings().stream().anyMatch(Reading.LossOf.class::isInstance);
                (loss ? losses : first).put(key, kept);
            }
        });
        first.putAll(losses);
        return first;
    }

    private boolean mayPrint(List<Map<String, List<Occurrence>>> ways, Rerun run, Moment moment) {
        return ways.isEmpty()
                || ways.stream()
                        .anyMatch(way -> way.entrySet().stream()
                                .allMatch(slot ->
                                        mayMean(slot.getValue(), meanings.candidates(slot.getKey()), run, moment)));
    }

    private static boolean mayMean(List<Occurrence> occurrences, Candidates candidates, Rerun run, Moment moment) {
        return candidates.readings().stream()
                .anyMatch(reading -> occurrences.stream().allMatch(each -> fits(each, reading, run, moment)));
    }

    private static boolean fits(Occurrence occurrence, Reading reading, Rerun run, Moment moment) {
        Position position = occurrence.position();
        if (position == null || position.step() > run.steps()) {
            return true;
        }
        double[] values = reading.at(run, position, moment);
        List<PrintedNumber> printed = occurrence.group().numbers();
        if (values == null || values.length != printed.size()) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            double number = printed.get(i).value();
            boolean near = Math.abs(number - values[i]) <= printed.get(i).unit() + TOLERANCE * Math.abs(values[i]);
            if (!near && (Double.isFinite(number) || Double.isFinite(values[i]))) {
                return false;
            }
        }
        return true;
    }
}
