package dev.downhill.explain.transcript;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.DType;
import dev.downhill.explain.transcript.printout.PrintedNumber;
import dev.downhill.explain.transcript.printout.Printout;
import dev.downhill.specification.JobSpecification;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Printed lines that are compared with the numbers of a specification, and then with those of other programs. */
public final class Comparison {
    /** The number of digits from which a printed number shows whether it was a float32. */
    private static final int TELLING_DIGITS = 13;

    private final Printout printout;
    private final Meanings meanings;
    private final boolean single;
    private final Transcript transcript;
    private final Judgement unchanged;
    private final Screen screen;

    /** Other programs are compared no more loosely: with thousands of them, one would fit. */
    private final Exactness exactness;

    private Comparison(JobSpecification job, List<String> lines) {
        this.printout = Printout.of(lines, names(job));
        var names = new RunNames(job, printout.words());
        this.meanings = new Meanings(printout, names);
        this.single = isSingle(job, lines, printout);
        Program program = Program.of(job);
        var expectations = new Expectations(program, needed(program));
        var search = new Search(printout, meanings, expectations, single);
        Interpretation best = search.best();
        this.transcript = new Verdict(job, printout, names, expectations, search, best).transcript();
        this.exactness = best.exactness();
        this.unchanged = Judgement.of(best, expectations);
        this.screen = new Screen(printout, meanings, best);
    }

    /**
     * Returns the comparison of some lines with a specification.
     *
     * @throws UnreadableTranscript if no number of the run is recognised in them
     */
    public static Comparison of(JobSpecification job, List<String> lines) {
        return new Comparison(job, lines);
    }

    /** Returns what the comparison with the specification found. */
    public Transcript transcript() {
        return transcript;
    }

    /** Returns how many decimals the printed numbers have, each number of decimals once; the most frequent first. */
    public List<Integer> decimals() {
        return unchanged.decimals();
    }

    private long needed(Program program) {
        JobSpecification job = program.job();
        long perEpoch = job.batching().stepsPerEpoch(job.data().training().rows());
        return Placements.needed(printout, perEpoch, job.steps());
    }

    /**
     * Returns how another program explains the lines, or null if it does not. It explains them if it prints every number that was
     * checked against the specification, to the last printed digit.
     *
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public @Nullable Support support(Program program) {
        long needed = needed(program);
        for (long few : screen.steps(program.job(), needed)) {
            if (!screen.mayPrint(new Rerun(program, program.job().dtype(), few), needed)) {
                return null;
            }
        }
        var expectations = new Expectations(program, needed);
        if (!screen.mayPrint(expectations.run(), needed)) {
            return null;
        }
        Interpretation best = new Search(printout, meanings, expectations, single).best(exactness);
        return Judgement.of(best, expectations).support(unchanged, best);
    }

    /** Returns what counts nothing: names of parameters and of columns. */
    private static Set<String> names(JobSpecification job) {
        Set<String> names = new HashSet<>(job.parameterNames());
        Dataset training = job.data().training();
        training.inputs().stream().map(Column::name).forEach(names::add);
        names.add(training.target().name());
        return names;
    }

    /** Tensors, or numbers most of which have the digits of a float32 and more, were computed in float32. */
    private static boolean isSingle(JobSpecification job, List<String> lines, Printout printout) {
        List<PrintedNumber> telling = printout.lines().stream()
                .flatMap(line -> line.groups().stream())
                .flatMap(group -> group.numbers().stream())
                .filter(number -> number.isLong() && number.digits() >= TELLING_DIGITS)
                .toList();
        long single = telling.stream().filter(PrintedNumber::isSinglePrecision).count();
        return job.dtype() == DType.FLOAT32
                || lines.stream().anyMatch(line -> line.contains("tensor("))
                || 2 * single > telling.size();
    }
}
