package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.printout.PrintedGroup;
import dev.downhill.explain.transcript.printout.PrintedLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interpretation of a printout: the position of each line in the run, and the meaning of each name.
 *
 * @param slots the numbers of each name or place, across the lines of a print statement
 */
record Interpretation(int firstStep, Moment moment, Exactness exactness, List<Slot> slots, Score score) {

    /**
     * The numbers of one name, or of one place in a print statement.
     *
     * @param reading the meaning of the numbers, or null if it is not known
     * @param fitting how many occurrences the reading fits
     * @param reason why the reading is not known
     */
    record Slot(
            List<Occurrence> occurrences,
            Candidates candidates,
            @Nullable Reading reading,
            int fitting,
            String reason) {}

    /**
     * Numbers of a line.
     *
     * @param position the position of the line in the run, or null if it is not known
     */
    record Occurrence(
            PrintedLine line, PrintedGroup group, @Nullable Position position) {}

    /**
     * The fit of an interpretation.
     *
     * @param agreeing how many numbers agree
     * @param disagreeing how many do not
     * @param leading how many lines agree before the first that does not
     * @param missing how many numbers the run does not have, for names of which no number fits
     * @param unusual how many names have an unusual meaning
     */
    record Score(int agreeing, int disagreeing, int leading, int missing, int unusual) {
        /** Returns whether no other score can be better. */
        boolean isPerfect(int numbers) {
            return agreeing == numbers && unusual == 0;
        }

        boolean isBetterThan(Score other) {
            if (agreeing != other.agreeing) {
                return agreeing > other.agreeing;
            }
            if (leading != other.leading) {
                return leading > other.leading;
            }
            return missing != other.missing ? missing < other.missing : unusual < other.unusual;
        }
    }
}
