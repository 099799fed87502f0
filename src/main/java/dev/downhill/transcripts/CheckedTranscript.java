package dev.downhill.transcripts;

import dev.downhill.explain.mistake.Mistakes;
import dev.downhill.explain.transcript.Convention;
import dev.downhill.explain.transcript.Transcript;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of printed lines with their specification, and the mistake that prints them.
 *
 * @param agrees whether every number was checked and is right.
 * @param checked how many numbers were checked.
 * @param convention the meaning of the lines: of all tried conventions, the one with which most numbers agree.
 * @param firstWrong the first line that disagrees with the specification's own arithmetic, or null.
 * @param wrong this line and every later wrong one.
 * @param unchecked the numbers that were not checked.
 * @param readings the reading of each name.
 * @param comparison how closely numbers are compared.
 * @param tried how far the lines agree with each convention.
 * @param mistakes which mistake of a program prints the lines; null if no line is wrong.
 */
@Schema(name = "Transcript")
record CheckedTranscript(
        boolean agrees,
        int checked,
        Convention convention,
        Transcript.@Nullable WrongLine firstWrong,
        List<Transcript.WrongLine> wrong,
        List<Transcript.UncheckedNumber> unchecked,
        List<Transcript.NamedReading> readings,
        Transcript.ComparedAs comparison,
        List<Transcript.Score> tried,
        @Nullable Mistakes mistakes) {
    static CheckedTranscript of(Transcript transcript, @Nullable Mistakes mistakes) {
        return new CheckedTranscript(
                transcript.agrees(),
                transcript.checked(),
                transcript.convention(),
                transcript.firstWrong(),
                transcript.wrong(),
                transcript.unchecked(),
                transcript.readings(),
                transcript.comparison(),
                transcript.tried(),
                mistakes);
    }
}
