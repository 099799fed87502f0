package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.printout.PrintedGroup;
import dev.downhill.explain.transcript.printout.PrintedLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A printout as it is understood: where each line stands in the run, and what each name means.
 *
 * @param slots the same numbers of each line that a print statement wrote
 */
record Interpretation(int firstStep, Moment moment, Exactness exactness, List<Slot> slots, Score score) {

    /**
     * The numbers of one name, or of one place in a print statement.
     *
     * @param reading what they are, or null where that is not known
     * @param fitting how many of the occurrences it fits
     * @param reason why it is not known
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
     * @param position where the line stands in the run, or null where that is not known
     */
    record Occurrence(
            PrintedLine line, PrintedGroup group, @Nullable Position position) {}

    /**
     * The fit of an interpretation.
     *
     * @param agreeing how many numbers agree
     * @param disagreeing how many do not
     * @param leading how many lines agree before the first that does not
     * @param missing how many numbers the run does not have, where none of a name fits
     * @param unusual how many names do not mean what they most often do
     */
    record Score(int agreeing, int disagreeing, int leading, int missing, int unusual) {
        /** Returns whether no other can be better. */
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
