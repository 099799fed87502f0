package dev.downhill.tutorial.check;

import java.time.Duration;

/**
 * The bounds of what a document may ask for.
 *
 * @param marks the greatest number of marks.
 * @param lines the greatest number of lines of a printout.
 * @param lineLength the greatest number of characters in one of them.
 * @param numbers the greatest number of numbers in a printout.
 * @param steps the greatest number of steps of a specification.
 * @param recordedValues the greatest number of parameters and gradients of all steps of a specification.
 * @param mistakeTime how long mistakes are searched that explain the wrong blocks of a document, all together.
 */
public record DocumentLimits(
        int marks, int lines, int lineLength, int numbers, long steps, long recordedValues, Duration mistakeTime) {
    /** Bounds for a document on the author's own machine. */
    public static final DocumentLimits DEFAULT =
            new DocumentLimits(1000, 1000, 2000, 20_000, 1_000_000, 4_000_000, Duration.ofMillis(1500));

    /** Returns the same bounds with another time for mistakes. */
    public DocumentLimits withMistakeTime(Duration time) {
        return new DocumentLimits(marks, lines, lineLength, numbers, steps, recordedValues, time);
    }
}
