package dev.downhill.engine.catalog;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A size along each dimension of an image, as PyTorch's options take it: a number for all dimensions, one number for
 * each, or a word such as {@code same}.
 *
 * @param numbers one for all dimensions, or one for each; none where there is a word
 * @param word empty where there are numbers
 */
public record Sizes(List<Integer> numbers, String word) {
    /** Keeps a copy of the numbers. */
    public Sizes {
        numbers = List.copyOf(numbers);
    }

    /** Returns the same size along all dimensions. */
    public static Sizes of(int number) {
        return new Sizes(List.of(number), "");
    }

    /** Returns whether a word stands for the numbers. */
    public boolean isWord(String other) {
        return word.equals(other);
    }

    /** Returns whether nothing is given. */
    public boolean isNone() {
        return numbers.isEmpty() && word.isEmpty();
    }

    /**
     * Returns the size along a dimension.
     *
     * @param axis from 0
     */
    public int along(int axis) {
        return numbers.size() == 1 ? numbers.getFirst() : numbers.get(axis);
    }

    /** Returns the numbers as a specification writes them: {@code 2}, {@code [3, 2]}, {@code "same"}. */
    @Override
    public String toString() {
        if (!word.isEmpty()) {
            return '"' + word + '"';
        }
        return numbers.size() == 1
                ? numbers.getFirst().toString()
                : numbers.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
