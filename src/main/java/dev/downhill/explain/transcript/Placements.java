package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.printout.LabelWord;
import dev.downhill.explain.transcript.printout.PrintedLabel;
import dev.downhill.explain.transcript.printout.PrintedLine;
import dev.downhill.explain.transcript.printout.Printout;
import dev.downhill.explain.transcript.printout.Printout.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToLongBiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The possible positions in a run of the lines of a print statement: by their labels, or else by their order. */
final class Placements {
    private static final long NOWHERE = Long.MIN_VALUE;
    private static final String FINAL = "final";
    private static final List<Long> STRIDES = List.of(10L, 100L, 1000L, 5L, 50L, 500L, 20L, 200L, 2L, 25L, 250L);

    private final Printout printout;
    private final long stepsPerEpoch;
    private final long steps;

    /** @param steps how many the run has */
    Placements(Printout printout, long stepsPerEpoch, long steps) {
        this.printout = printout;
        this.stepsPerEpoch = stepsPerEpoch;
        this.steps = steps;
    }

    /**
     * Returns the positions of a statement's lines in each way to place them, the likeliest first; null for a line that cannot
     * be placed so.
     *
     * @param first how the first step is numbered, 0 or 1
     */
    List<List<@Nullable Position>> of(Statement statement, int first) {
        List<long[]> ways;
        if (isFinal(statement)) {
            ways = List.of(steps(statement, (line, i) -> steps));
        } else if (statement.isLabelled()) {
            ways = labelled(statement, first);
        } else if (statement.continued()) {
            ways = List.of(backward(statement));
        } else if (printout.isLabelled()) {
            ways = between(statement, first);
        } else {
            ways = counted(statement);
        }
        List<List<@Nullable Position>> distinct = new ArrayList<>();
        for (long[] way : ways) {
            List<@Nullable Position> positions = positions(way);
            if (!distinct.contains(positions)) {
                distinct.add(positions);
            }
        }
        return distinct;
    }

    /** Returns whether a single line says that its numbers are the last ones: {@code final w: 2.9999}. */
    static boolean isFinal(Statement statement) {
        return !statement.isLabelled()
                && statement.lines().size() == 1
                && statement.lines().getFirst().groups().stream()
                        .flatMap(group -> group.words().stream())
                        .anyMatch(FINAL::equalsIgnoreCase);
    }

    private static List<@Nullable Position> positions(long[] steps) {
        List<@Nullable Position> positions = new ArrayList<>();
        long before = 0;
        for (long step : steps) {
            positions.add(step == NOWHERE ? null : new Position(step, step - before));
            before = step == NOWHERE ? before : step;
        }
        return positions;
    }

    private List<long[]> labelled(Statement statement, int first) {
        List<long[]> ways = new ArrayList<>();
        for (int inner : new int[] {first, 1 - first}) {
            ways.add(steps(statement, (line, i) -> step(line, first, inner, false)));
        }
        if (stepsPerEpoch > 1) {
            ways.add(steps(statement, (line, i) -> step(line, first, first, true)));
        }
        return ways;
    }

    private static long[] steps(Statement statement, ToLongBiFunction<PrintedLine, Integer> step) {
        List<PrintedLine> lines = statement.lines();
        return IntStream.range(0, lines.size())
                .mapToLong(i -> step.applyAsLong(lines.get(i), i))
                .toArray();
    }

    /**
     * Returns the step that a line's labels say.
     *
     * @param inner how the first batch of an epoch is numbered
     * @param epochs whether steps are counted once an epoch
     */
    private long step(PrintedLine line, int first, int inner, boolean epochs) {
        PrintedLabel epoch = line.label(LabelWord.EPOCH);
        PrintedLabel within = within(line, epoch != null);
        if (within != null) {
            long begun = epoch == null ? epochAbove(line, first) : epoch.value() - first;
            long batch = within.counts() == LabelWord.ROWS ? batches(within.value()) : within.value();
            return begun < 0 ? NOWHERE : begun * stepsPerEpoch + batch - inner + 1;
        }
        if (epoch != null) {
            return (epoch.value() + 1 - first) * stepsPerEpoch;
        }
        long step = line.labels().getFirst().value() + 1 - first;
        return epochs ? step * stepsPerEpoch : step;
    }

    private @Nullable PrintedLabel within(PrintedLine line, boolean epoch) {
        return line.labels().stream()
                .filter(label -> label.counts() == LabelWord.BATCH
                        || label.counts() == LabelWord.ROWS
                        || (epoch && label.counts() != LabelWord.EPOCH))
                .findFirst()
                .orElse(null);
    }

    private long batches(long rows) {
        long all = Math.max(1, rowsInAll());
        return rows >= all ? stepsPerEpoch : Math.ceilDiv(rows * stepsPerEpoch, all);
    }

    private long rowsInAll() {
        return printout.lines().stream()
                .flatMap(line -> line.labels().stream())
                .filter(label -> label.counts() == LabelWord.ROWS && label.total() != null)
                .mapToLong(label -> label.total() == null ? 0 : label.total().count())
                .findFirst()
                .orElse(0);
    }

    /** Returns how many epochs are over by the line above that says so. */
    private long epochAbove(PrintedLine line, int first) {
        long begun = 0;
        for (PrintedLine above : printout.lines()) {
            if (above.first() >= line.first()) {
                break;
            }
            PrintedLabel epoch = above.label(LabelWord.EPOCH);
            begun = epoch == null ? begun : epoch.value() - first;
        }
        return begun;
    }

    /** Lines without a label where no line has one: each is one step or one epoch after the line before. */
    private List<long[]> counted(Statement statement) {
        List<long[]> ways = new ArrayList<>();
        ways.add(steps(statement, (line, i) -> i + 1));
        List<PrintedLine> all = printout.lines().stream()
                .filter(line -> !line.groups().isEmpty())
                .toList();
        IdentityHashMap<PrintedLine, Integer> places = new IdentityHashMap<>();
        all.forEach(line -> places.put(line, places.size() + 1));
        ways.add(steps(statement, (line, i) -> places.getOrDefault(line, i + 1)));
        ways.add(steps(statement, (line, i) -> i));
        ways.add(steps(statement, (line, i) -> (i + 1) * stepsPerEpoch));
        ways.add(steps(statement, (line, i) -> i * stepsPerEpoch));
        if (statement.lines().size() == 1) {
            ways.add(steps(statement, (line, i) -> steps));
        } else if (statement.lines().size() > 2) {
            for (long stride : STRIDES) {
                if ((statement.lines().size() - 1) * stride <= steps) {
                    ways.add(steps(statement, (line, i) -> i * stride + 1));
                    ways.add(steps(statement, (line, i) -> (i + 1) * stride));
                }
            }
        }
        return ways;
    }

    /** Lines without a label among lines that have one. */
    private List<long[]> between(Statement statement, int first) {
        List<long[]> ways = new ArrayList<>();
        ways.add(steps(statement, (line, i) -> labelled(line, first, false)));
        ways.add(steps(statement, (line, i) -> labelled(line, first, true)));
        if (stepsPerEpoch > 1) {
            ways.add(inside(statement, first, true));
            ways.add(inside(statement, first, false));
        }
        ways.add(steps(statement, (line, i) -> i + 1));
        ways.add(backward(statement));
        ways.add(steps(statement, (line, i) -> i));
        return ways;
    }

    /** Returns the step of the nearest labelled line above or below. */
    private long labelled(PrintedLine line, int first, boolean below) {
        PrintedLine nearest = nearest(line, below);
        return nearest == null ? NOWHERE : step(nearest, first, first, stepsPerEpoch > 1 && isOnlyUnknown(nearest));
    }

    private static boolean isOnlyUnknown(PrintedLine line) {
        return line.labels().stream().allMatch(label -> label.counts() == LabelWord.UNKNOWN);
    }

    private @Nullable PrintedLine nearest(PrintedLine line, boolean below) {
        PrintedLine nearest = null;
        for (PrintedLine each : printout.lines()) {
            boolean before = each.first() < line.first();
            if (each.isLabelled() && before) {
                nearest = below ? null : each;
            } else if (below && each.isLabelled() && each.first() > line.first()) {
                return each;
            }
        }
        return nearest;
    }

    /** Each line is one step of the epoch whose label stands below, or above. */
    @SuppressWarnings("ReferenceEquality") // Two blocks may have the same text.
    private long[] inside(Statement statement, int first, boolean below) {
        long[] steps = new long[statement.lines().size()];
        PrintedLine block = null;
        int count = 0;
        for (int i = 0; i < steps.length; i++) {
            PrintedLine line = statement.lines().get(i);
            PrintedLine nearest = nearest(line, below);
            count = i > 0 && nearest == block ? count + 1 : 1;
            block = nearest;
            long end = nearest == null ? NOWHERE : labelled(line, first, below);
            steps[i] = end == NOWHERE ? NOWHERE : end - stepsPerEpoch + count;
        }
        return steps;
    }

    /** The last line is of the last step. */
    private long[] backward(Statement statement) {
        int count = statement.lines().size();
        return steps(statement, (line, i) -> steps - count + 1 + i);
    }

    /** Returns the last step that some lines can be of. */
    static long needed(Printout printout, long stepsPerEpoch, long steps) {
        boolean all = printout.statements().stream()
                .anyMatch(statement -> !statement.isLabelled()
                        && statement.lines().stream()
                                .anyMatch(line -> !line.groups().isEmpty()));
        long last = printout.lines().stream()
                .flatMap(line -> line.labels().stream())
                .filter(label -> label.counts() != LabelWord.ROWS)
                .mapToLong(PrintedLabel::value)
                .max()
                .orElse(0);
        long perLabel = Math.max(1, stepsPerEpoch);
        return all || last >= steps / perLabel ? steps : Math.min(steps, (last + 2) * perLabel);
    }
}
