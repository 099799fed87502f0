package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.explain.transcript.Comparison;
import dev.downhill.explain.transcript.Support;
import dev.downhill.explain.transcript.printout.Deadline;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.InvalidSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches the smallest mistake with which a program prints lines that its specification does not print.
 *
 * <p>It makes each mistake of {@link PossibleMistakes} in turn and, if none explains the lines, each two of them. A mistake explains
 * them only if its program prints every number that was checked, to the last digit. More digits must speak for it than a hit by
 * chance would have: docs/decisions/0049-a-mistake-prints-every-line.md.
 */
public final class MistakeSearch {
    /** The least evidence of a single mistake, in digits: a typing error changes numbers of one line. */
    private static final double ON_ONE_LINE = 2;

    private static final double ON_SEVERAL_LINES = 1;

    /** Two mistakes of more single ones are not tried. */
    private static final int MOST_IN_PAIRS = 150;

    /** After a find, the search for others that print the same goes on for this share of the time limit. */
    private static final double AFTER_A_FIND = 0.2;

    private final JobSpecification job;
    private final Comparison comparison;
    private final long begun = System.nanoTime();
    private final Allowance.Reused memory = new Allowance.Reused();
    private final List<Hit> hits = new ArrayList<>();
    private long deadline;
    private int tried;
    private boolean complete = true;

    private record Hit(List<Mistake> mistakes, Support support) {}

    private MistakeSearch(JobSpecification job, Comparison comparison, Duration limit) {
        this.job = job;
        this.comparison = comparison;
        this.deadline = begun + limit.toNanos();
    }

    /**
     * Returns the mistakes that print some lines; none is searched, and null is returned, if no line is wrong.
     *
     * @param job the specification.
     * @param comparison the lines, compared with it.
     * @param limit for how long to search.
     * @throws CancellationException if the thread was interrupted
     */
    public static @Nullable Mistakes of(JobSpecification job, Comparison comparison, Duration limit) {
        return comparison.transcript().firstWrong() == null
                ? null
                : new MistakeSearch(job, comparison, limit).mistakes();
    }

    private Mistakes mistakes() {
        List<Mistake> singles = PossibleMistakes.of(job, comparison.decimals());
        List<List<Mistake>> pairs = pairs(singles);
        tryAll(singles.stream().map(List::of).toList());
        if (hits.isEmpty()) {
            tryAll(pairs);
        }
        int candidates = singles.size() + pairs.size();
        List<FoundMistake> found = found();
        String answer = MistakeAnswer.of(found, tried, candidates, complete, singles.size());
        return new Mistakes(answer, found, tried, candidates, complete);
    }

    /** Two mistakes of different parts, in the order in which they are made; two likely ones come first. */
    private static List<List<Mistake>> pairs(List<Mistake> singles) {
        List<List<Mistake>> pairs = new ArrayList<>();
        int most = Math.min(MOST_IN_PAIRS, singles.size());
        for (int sum = 1; sum < 2 * most; sum++) {
            for (int a = Math.max(0, sum - most + 1); 2 * a < sum; a++) {
                Mistake first = singles.get(a);
                Mistake second = singles.get(sum - a);
                if (first.part() != second.part()) {
                    pairs.add(Stream.of(first, second)
                            .sorted(Comparator.comparing(Mistake::part))
                            .toList());
                }
            }
        }
        return pairs;
    }

    private void tryAll(List<List<Mistake>> candidates) {
        for (List<Mistake> mistakes : candidates) {
            if (System.nanoTime() > deadline) {
                complete = complete && !hits.isEmpty();
                return;
            }
            Support support;
            try {
                support = memory.within(() -> Optional.ofNullable(support(mistakes)))
                        .orElse(null);
            } catch (MistakenProgram.OutOfTime e) {
                complete = complete && !hits.isEmpty();
                return;
            }
            tried++;
            if (support != null && isMoreThanChance(support, mistakes.size(), candidates.size())) {
                if (hits.isEmpty()) {
                    long now = System.nanoTime();
                    deadline = Math.min(deadline, now + (long) (AFTER_A_FIND * (deadline - begun)));
                }
                hits.add(new Hit(mistakes, support));
            }
        }
    }

    /** Among so many candidates, one that changes only the last digits of some numbers may print a typing error. */
    private static boolean isMoreThanChance(Support support, int mistakes, int candidates) {
        double chance = Math.log10(candidates);
        double least = mistakes == 1 && support.lines() > 1 ? ON_SEVERAL_LINES : Math.max(ON_ONE_LINE, chance);
        return support.evidence() >= least;
    }

    private @Nullable Support support(List<Mistake> mistakes) {
        Deadline.stopIfInterrupted();
        try {
            MistakenProgram program = MistakenProgram.without(job).until(deadline);
            for (Mistake mistake : mistakes) {
                program = mistake.in(program);
            }
            return comparison.support(program);
        } catch (InvalidSpecification | ShapeException e) {
            // The two do not fit together.
            return null;
        }
    }

    /** Mistakes with which as many numbers are right print the same. */
    private List<FoundMistake> found() {
        Map<Integer, List<Hit>> alike = new LinkedHashMap<>();
        hits.stream()
                .sorted(Comparator.comparingInt(hit -> -hit.support().checked()))
                .forEach(hit -> alike.computeIfAbsent(hit.support().checked(), unused -> new ArrayList<>())
                        .add(hit));
        return alike.values().stream()
                .map(group -> new FoundMistake(
                        changes(group.getFirst()),
                        group.getFirst().support(),
                        group.stream().skip(1).map(MistakeSearch::changes).toList()))
                .toList();
    }

    private static List<FoundMistake.Change> changes(Hit hit) {
        return hit.mistakes().stream()
                .map(mistake -> new FoundMistake.Change(mistake.kind(), mistake.sentence()))
                .toList();
    }
}
