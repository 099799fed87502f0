package dev.downhill.tutorial.check;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.explain.transcript.printout.Deadline;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.tutorial.markup.Document;
import dev.downhill.tutorial.markup.Document.Markup;
import dev.downhill.tutorial.markup.Edit;
import dev.downhill.tutorial.markup.Mark;
import dev.downhill.tutorial.markup.MarkupFault;
import dev.downhill.tutorial.markup.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks documents: it trains each specification, and compares every number that the document prints of it at the printed
 * precision.
 */
public final class DocumentCheck {
    /** About how many bytes a parsed document takes for one character. */
    private static final long BYTES_PER_CHARACTER = 64;

    /** Right numbers may settle what other lines mean, which then need another round. */
    private static final int MOST_ROUNDS = 3;

    private final SpecificationReader reader;
    private final DocumentLimits limits;
    private final BlockTime time;

    /**
     * Returns a check.
     *
     * @param reader reads the specifications
     * @param time bounds the time of each block
     */
    public DocumentCheck(SpecificationReader reader, DocumentLimits limits, BlockTime time) {
        this.reader = reader;
        this.limits = limits;
        this.time = time;
    }

    /** The changes that a check may make. */
    public enum Change {
        /** Wrong numbers become right. */
        FIX,
        /** Empty blocks and values get their content. */
        FILL
    }

    /**
     * Returns the findings of a document, after the allowed changes.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public CheckedDocument check(Source source, Markup markup, List<Change> changes) {
        Allowance.take(BYTES_PER_CHARACTER * source.text().length());
        Source current = source;
        // A block that is mended needs no explanation.
        var mistakes = new MistakeTime(changes.contains(Change.FIX) ? Duration.ZERO : limits.mistakeTime());
        for (int round = 0; ; round++) {
            Report report = report(current, markup, mistakes);
            List<Edit> edits = new ArrayList<>();
            if (changes.contains(Change.FIX)) {
                edits.addAll(report.corrections());
            }
            if (changes.contains(Change.FILL)) {
                edits.addAll(report.fillings());
            }
            if (edits.isEmpty() || round == MOST_ROUNDS) {
                return report.document();
            }
            current = Edit.apply(current, edits);
        }
    }

    private Report report(Source source, Markup markup, MistakeTime mistakes) {
        var report = new Report(source);
        Document document = Document.read(source, markup);
        document.faults().stream()
                .limit(limits.marks())
                .forEach(fault -> report.unreadable(fault.at(), fault.message(), null));
        if (document.faults().size() > limits.marks()) {
            MarkupFault next = document.faults().get(limits.marks());
            report.unreadable(next.at(), "more than " + limits.marks() + " marks cannot be read", null);
        }
        if (document.marks().size() > limits.marks()) {
            report.unreadable(
                    document.marks().get(limits.marks()).at(),
                    "the document has more than " + limits.marks() + " marks; the rest is not checked",
                    null);
        }
        List<Mark> marks = document.marks().stream().limit(limits.marks()).toList();
        for (Mark mark : marks) {
            if (mark instanceof Mark.Specification specification) {
                List<Mark> numbers = marks.stream()
                        .filter(other -> !(other instanceof Mark.Specification)
                                && other.specification().equals(mark.specification()))
                        .toList();
                new Job(specification, report, mistakes).check(numbers);
            }
        }
        return report;
    }

    /** The check of one specification. */
    private final class Job {
        private final Mark.Specification mark;
        private final Report report;
        private final PrintoutCheck printouts;
        private final ValueCheck values;
        private @Nullable TrainedJob trained;

        Job(Mark.Specification mark, Report report, MistakeTime mistakes) {
            this.mark = mark;
            this.report = report;
            this.printouts = new PrintoutCheck(limits, report, mistakes);
            this.values = new ValueCheck(report);
        }

        void check(List<Mark> numbers) {
            Deadline.stopIfInterrupted();
            JobSpecification specification = new SpecificationBlock(mark, report).read(reader);
            if (specification == null) {
                return;
            }
            if (specification.steps() > limits.steps()) {
                report.unreadable(
                        mark.at(),
                        "'" + mark.specification() + "' takes " + specification.steps() + " steps; at most "
                                + limits.steps() + " are taken for a document",
                        mark.specification());
                return;
            }
            for (Mark number : numbers) {
                Deadline.stopIfInterrupted();
                try {
                    time.within(() -> check(number, specification));
                } catch (Unreadable | BlockTime.TookTooLong e) {
                    report.unreadable(number.at(), String.valueOf(e.getMessage()), mark.specification());
                }
            }
        }

        private void check(Mark number, JobSpecification specification) {
            switch (number) {
                case Mark.Printout printout -> {
                    if (printout.content().lines().isEmpty()) {
                        report.empty(
                                printout.at(),
                                "the block has no lines of '" + mark.specification() + "' yet",
                                mark.specification(),
                                printout.gap().fill(trained(specification).lines()));
                    } else {
                        printouts.check(printout, specification);
                    }
                }
                case Mark.Value value -> values.check(value, trained(specification));
                case Mark.Specification other ->
                    throw new IllegalStateException(other.specification() + " has no numbers of its own");
            }
        }

        private TrainedJob trained(JobSpecification specification) {
            TrainedJob known = trained;
            if (known == null) {
                known = TrainedJob.of(specification);
                trained = known;
            }
            return known;
        }
    }
}
