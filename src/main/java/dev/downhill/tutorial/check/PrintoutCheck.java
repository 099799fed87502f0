package dev.downhill.tutorial.check;

import dev.downhill.explain.mistake.FoundMistake;
import dev.downhill.explain.transcript.Comparison;
import dev.downhill.explain.transcript.Transcript;
import dev.downhill.explain.transcript.Transcript.UncheckedNumber;
import dev.downhill.explain.transcript.Transcript.WrongLine;
import dev.downhill.explain.transcript.Transcript.WrongNumber;
import dev.downhill.explain.transcript.UnreadableTranscript;
import dev.downhill.explain.transcript.printout.PrintedNumber;
import dev.downhill.specification.JobSpecification;
import dev.downhill.tutorial.markup.Edit;
import dev.downhill.tutorial.markup.Excerpt;
import dev.downhill.tutorial.markup.Mark;
import java.util.List;
import java.util.stream.Collectors;

/** Compares the lines of a document with those that their specification gives. */
final class PrintoutCheck {
    private final DocumentLimits limits;
    private final Report report;
    private final MistakeTime mistakes;

    PrintoutCheck(DocumentLimits limits, Report report, MistakeTime mistakes) {
        this.limits = limits;
        this.report = report;
        this.mistakes = mistakes;
    }

    void check(Mark.Printout mark, JobSpecification job) {
        List<Excerpt.Line> lines = mark.content().lines();
        List<String> texts = lines.stream().map(Excerpt.Line::text).toList();
        bound(texts, job);
        Comparison comparison;
        try {
            comparison = Comparison.of(job, texts);
        } catch (UnreadableTranscript e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        Transcript transcript = comparison.transcript();
        report.checked(transcript.checked());
        for (WrongLine line : transcript.wrong()) {
            for (WrongNumber number : line.numbers()) {
                wrong(mark, lines, line, number);
            }
        }
        for (UncheckedNumber number : transcript.unchecked()) {
            Excerpt.Line line = lines.get(number.line() - 1);
            int from = Math.max(0, line.text().indexOf(number.printed().split(" ", 2)[0]));
            String name = number.name() == null ? "" : number.name() + " ";
            report.unchecked(
                    mark.content().from(line.start() + from),
                    name + number.printed() + " is not checked: " + number.reason(),
                    mark.specification(),
                    number.printed());
        }
        FoundMistake mistake = mistakes.of(job, comparison);
        if (mistake != null) {
            report.mistake(
                    mark.content().from(lines.getFirst().start()),
                    "a program with this mistake prints every line: " + mistake.sentence(),
                    mark.specification());
        }
    }

    private void bound(List<String> lines, JobSpecification job) {
        if (lines.size() > limits.lines()) {
            throw new Unreadable(
                    "the block has " + lines.size() + " lines; at most " + limits.lines() + " are compared");
        }
        if (lines.stream().anyMatch(line -> line.length() > limits.lineLength())) {
            throw new Unreadable("a line of the block has more than " + limits.lineLength() + " characters");
        }
        long numbers = PrintedNumber.count(lines);
        if (numbers > limits.numbers()) {
            throw new Unreadable(
                    "the block has " + numbers + " numbers; at most " + limits.numbers() + " are compared");
        }
        long scalars = job.scalars();
        if (2 * scalars * job.steps() > limits.recordedValues()) {
            throw new Unreadable("the parameters and gradients of " + job.steps() + " steps are "
                    + 2 * scalars * job.steps() + " numbers; at most " + limits.recordedValues() + " are compared");
        }
    }

    private void wrong(Mark.Printout mark, List<Excerpt.Line> lines, WrongLine line, WrongNumber number) {
        int first = lines.get(number.line() - 1).start() + number.column() - 1;
        String correction = number.correction();
        Edit edit = correction == null
                ? null
                : mark.content().replace(first, first + number.printed().length(), correction);
        report.wrong(mark.content().from(first), message(line, number), mark.specification(), number.printed(), edit);
    }

    private static String message(WrongLine line, WrongNumber number) {
        String subject = (number.name().isEmpty() ? "the number" : number.name())
                + (line.step() > 0 ? " of step " + line.step() : "");
        String right = number.correction();
        if (right != null) {
            return subject + " is " + right + alternatives(number) + ", printed " + number.printed();
        }
        return line.note() == null
                ? subject + " is not finite, printed " + number.printed()
                : line.note() + ", printed " + number.printed();
    }

    /** Returns what else the number can be where the lines do not settle it: {@code or 0.0576 after the update}. */
    private static String alternatives(WrongNumber number) {
        PrintedNumber printed = PrintedNumber.of(number.printed(), 0, 0, false);
        return number.alternatives().stream()
                .map(other -> printed.printed(other.right(), false) + " " + other.reading())
                .filter(text -> !text.startsWith(number.correction() + " "))
                .map(text -> " or " + text)
                .collect(Collectors.joining());
    }
}
