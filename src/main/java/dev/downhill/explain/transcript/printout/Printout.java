package dev.downhill.explain.transcript.printout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A printout, taken apart into the print statements that wrote it.
 *
 * @param lines in their order
 * @param statements the same lines, those of one print statement together
 */
public record Printout(List<PrintedLine> lines, List<Statement> statements) {

    /**
     * The lines that look alike but for their numbers.
     *
     * @param continued whether lines are left out before its first one, so that they cannot be counted
     */
    public record Statement(List<PrintedLine> lines, boolean continued) {
        public boolean isLabelled() {
            return lines.stream().allMatch(PrintedLine::isLabelled);
        }
    }

    /**
     * Reads the lines of a printout.
     *
     * @param taken names of a run's parameters and columns, which count nothing
     */
    public static Printout of(List<String> text, Set<String> taken) {
        Map<String, List<PrintedLine>> alike = new LinkedHashMap<>();
        Map<String, Boolean> continued = new LinkedHashMap<>();
        TableHeader header = null;
        int part = 0;
        for (TokenLine line : Tokenizer.lines(text)) {
            PrintedLine row = header == null ? null : header.row(line);
            PrintedLine printed = row == null ? LineParser.parse(line, taken) : row;
            TableHeader next = TableHeader.of(line.text());
            header = next == null ? header : next;
            part += line.isEllipsis() ? 1 : 0;
            String key = (printed.isLabelled() ? 0 : part) + " " + printed.skeleton();
            alike.computeIfAbsent(key, unused -> new ArrayList<>()).add(printed);
            continued.putIfAbsent(key, !printed.isLabelled() && part > 0);
        }
        List<PrintedLine> lines = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        alike.forEach((key, members) -> {
            List<PrintedLine> settled = LeadingCounts.settled(members);
            lines.addAll(settled);
            statements.add(new Statement(settled, Boolean.TRUE.equals(continued.get(key))));
        });
        lines.sort(Comparator.comparingInt(PrintedLine::first));
        return new Printout(List.copyOf(lines), List.copyOf(statements));
    }

    public boolean isLabelled() {
        return lines.stream().anyMatch(PrintedLine::isLabelled);
    }

    /** Returns every word before a number, in small letters. */
    public Set<String> words() {
        return lines.stream()
                .flatMap(line -> line.groups().stream())
                .flatMap(group -> group.words().stream())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
