package dev.downhill.explain.transcript.printout;

import java.util.ArrayList;
import java.util.List;

/** Tells numbers that count steps from settings and data, by the lines of one print statement. */
final class LeadingCounts {
    private LeadingCounts() {}

    /**
     * Returns the lines with what counts steps as labels: a whole number before all others counts where it grows from line to
     * line; {@code epochs: 10} counts where it does so, too, and is a setting else.
     */
    static List<PrintedLine> settled(List<PrintedLine> lines) {
        return lines.stream()
                .map(line -> isCount(line, lines) ? line : withoutCount(line))
                .map(line -> counting(line, lines))
                .toList();
    }

    private static boolean isCount(PrintedLine line, List<PrintedLine> lines) {
        boolean named = line.labels().isEmpty()
                || line.labels().getFirst().counts() != LabelWord.UNKNOWN
                || line.labels().size() > 1;
        return named
                || lines.size() == 1
                || (lines.stream().allMatch(PrintedLine::isLabelled)
                        && grow(lines.stream()
                                .map(each -> each.labels().getFirst().value())
                                .toList()));
    }

    private static boolean grow(List<Long> values) {
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i) <= values.get(i - 1)) {
                return false;
            }
        }
        return values.size() > 1;
    }

    /** The number was data. */
    private static PrintedLine withoutCount(PrintedLine line) {
        PrintedArray number = PrintedArray.of(line.labels().getFirst().number());
        List<PrintedGroup> groups = new ArrayList<>(line.groups());
        if (!groups.isEmpty() && groups.getFirst().words().isEmpty()) {
            List<PrintedArray> parts = new ArrayList<>(List.of(number));
            parts.addAll(groups.removeFirst().parts());
            groups.addFirst(PrintedGroup.of(List.of(), parts));
        } else {
            groups.addFirst(PrintedGroup.of(List.of(), List.of(number)));
        }
        return new PrintedLine(line.first(), line.text(), line.skeleton(), List.of(), groups);
    }

    private static PrintedLine counting(PrintedLine line, List<PrintedLine> lines) {
        for (int i = 0; i < line.groups().size(); i++) {
            PrintedGroup group = line.groups().get(i);
            boolean plural = group.words().size() == 1
                    && LabelWord.isPlural(group.words().getFirst())
                    && group.numbers().size() == 1
                    && group.numbers().getFirst().isCount();
            int index = i;
            if (plural
                    && !line.isLabelled()
                    && grow(lines.stream().map(each -> count(each, index)).toList())) {
                List<PrintedGroup> others = new ArrayList<>(line.groups());
                others.remove(i);
                LabelWord counts = LabelWord.of(group.words().getFirst());
                var label = new PrintedLabel(
                        counts == null ? LabelWord.UNKNOWN : counts,
                        group.numbers().getFirst(),
                        null);
                return new PrintedLine(line.first(), line.text(), line.skeleton(), List.of(label), others);
            }
        }
        return line;
    }

    private static long count(PrintedLine line, int group) {
        boolean there = group < line.groups().size()
                && line.groups().get(group).numbers().getFirst().isCount();
        return there ? line.groups().get(group).numbers().getFirst().count() : -1;
    }
}
