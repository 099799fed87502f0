package dev.downhill.explain.transcript;

import dev.downhill.specification.JobSpecification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of printed lines with the numbers that the specification really gives.
 *
 * @param agrees whether every number was checked and is right
 * @param checked how many numbers were checked
 * @param convention the meaning of the lines: of all tried conventions, the one with which most numbers agree
 * @param firstWrong the first line that disagrees with the specification's own arithmetic, or null
 * @param wrong this line and every later wrong one
 * @param unchecked the numbers that were not checked
 * @param readings the reading of each name
 * @param comparison how closely numbers are compared
 * @param tried how far the lines agree with each convention
 */
public record Transcript(
        boolean agrees,
        int checked,
        Convention convention,
        @Nullable WrongLine firstWrong,
        List<WrongLine> wrong,
        List<UncheckedNumber> unchecked,
        List<NamedReading> readings,
        ComparedAs comparison,
        List<Score> tried) {
    /**
     * The agreement of the lines with a convention.
     *
     * @param leadingLines how many agree before the first that does not
     * @param agreeing how many numbers agree in all
     */
    public record Score(Convention convention, int leadingLines, int agreeing) {}

    /**
     * A line that is wrong.
     *
     * @param line its number, from 1
     * @param step the step of the line, by the convention
     * @param right the correct line, with the same number of digits; if the line alone does not settle what a number is, the
     *     alternatives follow in parentheses
     * @param note why there is no right line, or null
     */
    public record WrongLine(
            int line,
            long step,
            String printed,
            @Nullable String right,
            @Nullable String note,
            List<WrongNumber> numbers) {}

    /**
     * A number that is wrong.
     *
     * @param line its line, from 1
     * @param column its first character in the line, from 1
     * @param right the correct number; null if it is not finite, or if the run has no such number
     * @param correction the correct number as the lines would print it, or null
     * @param alternatives other correct values, if the lines do not settle what the number is
     */
    public record WrongNumber(
            String name,
            int line,
            int column,
            String printed,
            @Nullable Double right,
            @Nullable String correction,
            List<Alternative> alternatives) {}

    /**
     * A number that would be right.
     *
     * @param reading what it is
     */
    public record Alternative(String reading, @Nullable Double right) {}

    /**
     * Numbers that were not checked.
     *
     * @param line their line, from 1
     * @param name the words before them, or null
     * @param printed as they are printed
     * @param reason why they were not checked
     */
    public record UncheckedNumber(int line, @Nullable String name, String printed, String reason) {}

    /**
     * The reading of the numbers of a name.
     *
     * @param name the words before them, or null
     */
    public record NamedReading(@Nullable String name, String reading) {}

    /**
     * The precision of the comparison.
     *
     * @param precision {@code float64}, or {@code float32} if the program that printed the lines used that
     * @param digits {@code rounded}, or {@code truncated} if the lines have truncated digits
     */
    public record ComparedAs(String precision, String digits) {}

    /**
     * Returns the check of some lines.
     *
     * @throws UnreadableTranscript if no number of the run is recognised in them
     */
    public static Transcript of(JobSpecification job, List<String> lines) {
        return Comparison.of(job, lines).transcript();
    }
}
