package dev.downhill.explain.transcript.printout;

import java.util.List;

/**
 * One number, or numbers in brackets.
 *
 * @param dims the lengths along its dimensions; none for a single number
 * @param elided whether dots stand for some of its elements
 */
public record PrintedArray(List<PrintedNumber> numbers, List<Integer> dims, boolean elided) {
    public static PrintedArray of(PrintedNumber number) {
        return new PrintedArray(List.of(number), List.of(), false);
    }

    /** Returns an array; all its numbers have as many decimals, though zeros at the end may be dropped. */
    public static PrintedArray of(List<PrintedNumber> numbers, List<Integer> dims, boolean elided) {
        int decimals = numbers.stream().mapToInt(PrintedNumber::decimals).max().orElse(0);
        List<PrintedNumber> alike =
                numbers.stream().map(number -> number.withDecimals(decimals)).toList();
        return new PrintedArray(alike, List.copyOf(dims), elided);
    }

    public int size() {
        return numbers.size();
    }

    /** Returns the lengths that are not 1. */
    List<Integer> properDims() {
        return dims.stream().filter(dim -> dim != 1).toList();
    }
}
