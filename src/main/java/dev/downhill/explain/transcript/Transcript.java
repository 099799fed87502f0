package dev.downhill.explain.transcript;

import dev.downhill.training.specification.JobSpecification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Printed lines against what the specification really gives.
 *
 * @param agrees whether every number that was recognised is right
 * @param checked how many numbers were recognised
 * @param convention what the lines mean: of all that was tried, that with which the lines agree longest
 * @param firstWrong the first line that the specification's own arithmetic does not give, or null
 * @param wrong that line and every later wrong one
 * @param unchecked the numbers of the lines in which nothing was recognised
 * @param tried how far the lines agree with each convention
 */
public record Transcript(
        boolean agrees,
        int checked,
        Convention convention,
        @Nullable WrongLine firstWrong,
        List<WrongLine> wrong,
        List<Integer> unchecked,
        List<Score> tried) {

    /**
     * How far the lines agree with a convention.
     *
     * @param leadingLines how many agree before the first that does not
     * @param agreeing how many numbers agree in all
     */
    public record Score(Convention convention, int leadingLines, int agreeing) {}

    /**
     * A line that is wrong.
     *
     * @param line its number, from 1
     * @param step which step it is of, by the convention
     * @param right the line as it should be, with as many digits
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
     * @param right null where it is not finite
     */
    public record WrongNumber(
            String name, String printed, @Nullable Double right) {}

    /**
     * Returns the check of some lines.
     *
     * @throws UnreadableTranscript if no number of the run is recognised in them
     */
    public static Transcript of(JobSpecification job, List<String> lines) {
        var check = new Check(job, PrintedLine.all(lines));
        List<Score> tried = Convention.all().stream()
                .filter(check::applies)
                .map(check::score)
                .toList();
        Score best = tried.stream()
                .max(Comparator.comparingInt(Score::leadingLines).thenComparingInt(Score::agreeing))
                .orElseThrow();
        for (Score score : tried.reversed()) {
            boolean asGood = score.leadingLines() == best.leadingLines() && score.agreeing() == best.agreeing();
            best = asGood ? score : best;
        }
        List<WrongLine> wrong = check.wrong(best.convention());
        return new Transcript(
                wrong.isEmpty(),
                check.checked(),
                best.convention(),
                wrong.isEmpty() ? null : wrong.getFirst(),
                wrong,
                check.unchecked(),
                tried);
    }

    /** The lines beside a run of the specification. */
    private static final class Check {
        private final JobSpecification job;
        private final Rerun run;
        private final List<PrintedLine> lines = new ArrayList<>();
        private final List<Integer> unchecked = new ArrayList<>();
        private final boolean labelled;
        private final boolean ofEpochs;

        Check(JobSpecification job, List<PrintedLine> all) {
            this.job = job;
            this.labelled = all.stream().anyMatch(line -> line.label() != null);
            long perEpoch = job.batching().stepsPerEpoch(job.data().training().rows());
            this.ofEpochs = perEpoch > 1 && all.stream().anyMatch(PrintedLine::ofEpoch);
            long last = all.size();
            for (PrintedLine line : all) {
                last = line.label() == null ? last : Math.max(last, line.label() + 1);
            }
            long needed = ofEpochs ? Math.min(job.steps(), last) * perEpoch : last;
            this.run = new Rerun(job, Math.min(job.steps(), needed));
            for (PrintedLine line : all) {
                List<PrintedNumber> known = line.numbers().stream()
                        .filter(number -> run.knows(number.name()))
                        .toList();
                if (known.isEmpty()) {
                    unchecked.add(line.number());
                } else {
                    lines.add(new PrintedLine(line.number(), line.text(), line.label(), line.ofEpoch(), known));
                }
            }
            if (lines.isEmpty()) {
                throw new UnreadableTranscript(job.parameterNames());
            }
        }

        int checked() {
            return lines.stream().mapToInt(line -> line.numbers().size()).sum();
        }

        List<Integer> unchecked() {
            return unchecked;
        }

        /** Lines without labels are numbered here, from 1; only an epoch has a mean. */
        boolean applies(Convention convention) {
            boolean mean = convention.loss() == Convention.LossKind.EPOCH_MEAN;
            return (convention.firstStep() == 1 || labelled) && (!mean || ofEpochs);
        }

        Score score(Convention convention) {
            int leading = 0;
            int agreeing = 0;
            boolean all = true;
            for (int i = 0; i < lines.size(); i++) {
                PrintedLine line = lines.get(i);
                long step = step(i, convention);
                int right = 0;
                for (PrintedNumber number : line.numbers()) {
                    right += number.agrees(right(number, step, convention)) ? 1 : 0;
                }
                agreeing += right;
                all &= right == line.numbers().size();
                leading += all ? 1 : 0;
            }
            return new Score(convention, leading, agreeing);
        }

        private long step(int index, Convention convention) {
            PrintedLine line = lines.get(index);
            long label = line.label() == null ? index + 1L : line.label();
            long step = label + 1 - convention.firstStep();
            return line.ofEpoch() ? step * run.stepsPerEpoch() : step;
        }

        private @Nullable Double right(PrintedNumber number, long step, Convention convention) {
            return run.number(number.name(), step, run.stepsPerEpoch(), convention);
        }

        List<WrongLine> wrong(Convention convention) {
            List<WrongLine> wrong = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                PrintedLine line = lines.get(i);
                long step = step(i, convention);
                List<PrintedNumber> disagreeing = line.numbers().stream()
                        .filter(number -> !number.agrees(right(number, step, convention)))
                        .toList();
                if (!disagreeing.isEmpty()) {
                    wrong.add(wrong(line, step, disagreeing, convention));
                }
            }
            return wrong;
        }

        private WrongLine wrong(PrintedLine line, long step, List<PrintedNumber> numbers, Convention convention) {
            var right = new StringBuilder(line.text());
            List<WrongNumber> wrong = new ArrayList<>();
            for (PrintedNumber number : numbers.reversed()) {
                Double value = right(number, step, convention);
                right.replace(number.from(), number.to(), number.printed(value));
                wrong.addFirst(new WrongNumber(number.name().replaceFirst("#(\\d+)$", "[$1]"), number.text(), value));
            }
            String note = note(step);
            return new WrongLine(line.number(), step, line.text(), note == null ? right.toString() : null, note, wrong);
        }

        private @Nullable String note(long step) {
            if (step > job.steps()) {
                return "the specification takes only " + job.steps() + " steps";
            }
            return step > run.steps() ? "the run left the finite range in step " + (run.steps() + 1) : null;
        }
    }
}
