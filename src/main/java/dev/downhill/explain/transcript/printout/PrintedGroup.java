package dev.downhill.explain.transcript.printout;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers with the words before them: {@code w=[1.0, 2.0]}, {@code grad: 1.0 2.0 -2.0}.
 *
 * @param words none where the numbers have no name
 * @param numbers those of all parts
 */
public record PrintedGroup(List<String> words, List<PrintedArray> parts, List<PrintedNumber> numbers) {
    static PrintedGroup of(List<String> words, List<PrintedArray> parts) {
        List<PrintedNumber> numbers =
                parts.stream().flatMap(part -> part.numbers().stream()).toList();
        return new PrintedGroup(List.copyOf(words), List.copyOf(parts), numbers);
    }

    public String name() {
        return String.join(" ", words);
    }

    public boolean isElided() {
        return parts.stream().anyMatch(PrintedArray::elided);
    }

    /** Returns the numbers as they are printed, a blank between two. */
    public String text() {
        return numbers.stream()
                .map(number -> number.text() + (number.percent() ? "%" : ""))
                .collect(Collectors.joining(" "));
    }
}
