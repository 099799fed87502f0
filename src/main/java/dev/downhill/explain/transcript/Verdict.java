package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Exactness.Agreement;
import dev.downhill.explain.transcript.Interpretation.Occurrence;
import dev.downhill.explain.transcript.Interpretation.Slot;
import dev.downhill.explain.transcript.Reading.LossOf;
import dev.downhill.explain.transcript.Reading.ParametersOf;
import dev.downhill.explain.transcript.Transcript.Alternative;
import dev.downhill.explain.transcript.Transcript.NamedReading;
import dev.downhill.explain.transcript.Transcript.UncheckedNumber;
import dev.downhill.explain.transcript.Transcript.WrongLine;
import dev.downhill.explain.transcript.Transcript.WrongNumber;
import dev.downhill.explain.transcript.printout.LabelWord;
import dev.downhill.explain.transcript.printout.PrintedArray;
import dev.downhill.explain.transcript.printout.PrintedGroup;
import dev.downhill.explain.transcript.printout.PrintedLabel;
import dev.downhill.explain.transcript.printout.PrintedLine;
import dev.downhill.explain.transcript.printout.PrintedNumber;
import dev.downhill.explain.transcript.printout.Printout;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says of each number of an interpreted printout whether it is right, wrong or not checked. */
final class Verdict {
    private static final String ONLY_ROUNDING =
            "its digits are rounding errors, which another order of the sums changes";

    private final JobSpecification job;
    private final Printout printout;
    private final RunNames names;
    private final Expectations expectations;
    private final Rerun run;
    private final Search search;
    private final Interpretation best;
    private final Map<PrintedLine, List<Finding>> findings = new LinkedHashMap<>();
    private final List<UncheckedNumber> unchecked = new ArrayList<>();
    private int checked;
    private boolean momentIsKnown;

    /**
     * A number that is wrong.
     *
     * @param index its place in its group
     * @param right what the run has instead, or null
     */
    private record Finding(
            Slot slot,
            Occurrence occurrence,
            int index,
            @Nullable Double right) {
        PrintedNumber number() {
            return occurrence.group().numbers().get(index);
        }
    }

    /** @param best the interpretation that the search found */
    Verdict(
            JobSpecification job,
            Printout printout,
            RunNames names,
            Expectations expectations,
            Search search,
            Interpretation best) {
        this.job = job;
        this.printout = printout;
        this.names = names;
        this.expectations = expectations;
        this.run = expectations.run();
        this.search = search;
        this.best = best;

        best.slots().forEach(this::judge);
        labels();
    }

    Transcript transcript() {
        boolean known = checked > 0
                || best.slots().stream().anyMatch(slot -> slot.candidates().known());
        if (!known) {
            throw new UnreadableTranscript(job.parameterNames());
        }
        List<WrongLine> wrong = findings.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getKey().first()))
                .map(entry -> wrong(entry.getKey(), entry.getValue()))
                .toList();
        List<UncheckedNumber> left = unchecked.stream()
                .sorted(Comparator.comparingInt(UncheckedNumber::line))
                .toList();
        Exactness exactness = best.exactness();
        return new Transcript(
                wrong.isEmpty() && left.isEmpty(),
                checked,
                convention(),
                wrong.isEmpty() ? null : wrong.getFirst(),
                wrong,
                left,
                readings(),
                new Transcript.ComparedAs(
                        exactness.single() ? "float32" : "float64", exactness.truncated() ? "truncated" : "rounded"),
                tried());
    }

    private void judge(Slot slot) {
        Reading reading = slot.reading();
        for (Occurrence occurrence : slot.occurrences()) {
            if (reading == null) {
                leave(occurrence, slot.reason());
            } else if (occurrence.position() == null && !reading.isEverywhere()) {
                leave(occurrence, Fit.NO_STEP);
            } else {
                judge(slot, occurrence, reading);
            }
        }
    }

    private void judge(Slot slot, Occurrence occurrence, Reading reading) {
        List<Value> right = expectations.values(occurrence, reading, best.moment());
        List<PrintedNumber> numbers = occurrence.group().numbers();
        boolean undecided = false;
        for (int i = 0; i < numbers.size(); i++) {
            Value value = right == null ? null : right.get(i);
            Agreement agreement =
                    value == null ? Agreement.DISAGREES : best.exactness().compare(numbers.get(i), value);
            undecided |= agreement == Agreement.UNDECIDED;
            momentIsKnown |= agreement == Agreement.AGREES && reading instanceof ParametersOf;
            checked += agreement == Agreement.UNDECIDED ? 0 : 1;
            if (agreement == Agreement.DISAGREES) {
                findings.computeIfAbsent(occurrence.line(), line -> new ArrayList<>())
                        .add(new Finding(
                                slot,
                                occurrence,
                                i,
                                value == null ? null : finite(best.exactness().right(value))));
            }
        }
        if (undecided) {
            leave(occurrence, ONLY_ROUNDING);
        }
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private void leave(Occurrence occurrence, String reason) {
        PrintedGroup group = occurrence.group();
        unchecked.add(new UncheckedNumber(
                occurrence.line().first() + 1, group.words().isEmpty() ? null : group.name(), group.text(), reason));
    }

    /** A label is right where it follows the one before; how many there are in all is in the specification. */
    private void labels() {
        Map<String, Long> before = new HashMap<>();
        for (PrintedLine line : printout.lines()) {
            for (PrintedLabel label : line.labels()) {
                PrintedNumber total = label.total();
                if (total != null && label.value() > total.count()) {
                    unchecked.add(new UncheckedNumber(
                            line.first() + 1,
                            null,
                            label.number().text(),
                            "it is greater than the " + total.text() + " in all"));
                }
                if (total != null && !names.isTotal(label, total.count())) {
                    unchecked.add(new UncheckedNumber(
                            line.first() + 1,
                            null,
                            total.text(),
                            "the specification takes " + job.steps() + " steps, " + run.stepsPerEpoch()
                                    + " in an epoch"));
                }
            }
            if (line.labels().size() == 1) {
                long value = line.labels().getFirst().value();
                Long last = before.put(line.skeleton(), value);
                boolean inner = line.labels().getFirst().counts() == LabelWord.BATCH
                        || line.labels().getFirst().counts() == LabelWord.ROWS;
                if (last != null && last >= value && !inner) {
                    unchecked.add(new UncheckedNumber(
                            line.first() + 1,
                            null,
                            line.labels().getFirst().number().text(),
                            "it does not follow the number " + last + " of the line before"));
                }
            }
        }
    }

    private WrongLine wrong(PrintedLine line, List<Finding> wrong) {
        List<Finding> ordered = wrong.stream()
                .sorted(Comparator.comparingInt(
                                (Finding finding) -> finding.number().line())
                        .thenComparingInt(finding -> finding.number().from()))
                .toList();
        Position position = ordered.getFirst().occurrence().position();
        long step = position == null ? 0 : position.step();
        boolean missing = ordered.stream()
                .anyMatch(
                        finding -> expectations.values(finding.occurrence(), reading(finding), best.moment()) == null);
        String note = missing ? note(step) : null;
        return new WrongLine(
                line.first() + 1,
                step,
                line.text(),
                note == null ? right(line, ordered) : null,
                note,
                ordered.stream().map(this::number).toList());
    }

    private static Reading reading(Finding finding) {
        return Objects.requireNonNull(finding.slot().reading());
    }

    private String right(PrintedLine line, List<Finding> wrong) {
        var right = new StringBuilder(line.text());
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < line.text().length(); i++) {
            if (line.text().charAt(i) == '\n') {
                starts.add(i + 1);
            }
        }
        for (Finding finding : wrong.reversed()) {
            PrintedNumber number = finding.number();
            int start = starts.get(number.line() - line.first());
            String text = number.printed(finding.right(), best.exactness().truncated()) + alternativesText(finding);
            right.replace(start + number.from(), start + number.to(), text);
        }
        return right.toString();
    }

    /** Says what else a number can be: {@code (before the update; 12.60438 after the update)}. */
    private String alternativesText(Finding finding) {
        List<Alternative> alternatives = alternatives(finding);
        if (alternatives.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(" (").append(words(reading(finding)));
        for (Alternative alternative : alternatives) {
            text.append("; ").append(finding.number().printed(alternative.right(), false));
            text.append(' ').append(alternative.reading().replace("the update", "it"));
        }
        return text.append(')').toString();
    }

    private WrongNumber number(Finding finding) {
        PrintedNumber number = finding.number();
        Double right = finding.right();
        return new WrongNumber(
                name(finding),
                number.line() + 1,
                number.from() + 1,
                number.text(),
                right,
                right == null ? null : number.printed(right, best.exactness().truncated()),
                alternatives(finding));
    }

    /** The name of an element has its index: {@code w[1]}. */
    private static String name(Finding finding) {
        PrintedGroup group = finding.occurrence().group();
        int index = finding.index();
        if (reading(finding) instanceof Reading.Sequence
                && group.words().size() == group.numbers().size()) {
            return group.words().get(index);
        }
        for (PrintedArray part : group.parts()) {
            if (index < part.size()) {
                return group.name() + index(part.dims(), index);
            }
            index -= part.size();
        }
        return group.name();
    }

    private static String index(List<Integer> dims, int index) {
        var text = new StringBuilder();
        int rest = index;
        for (int dim : dims.reversed()) {
            text.insert(0, "[" + rest % dim + "]");
            rest /= dim;
        }
        return text.toString();
    }

    /** Returns the other usual readings of a name if none of its lines fits, because the intended one is unknown. */
    private List<Alternative> alternatives(Finding finding) {
        Reading chosen = reading(finding);
        if (finding.slot().fitting() > 0) {
            return List.of();
        }
        List<Alternative> alternatives = new ArrayList<>();
        if (chosen instanceof LossOf loss) {
            for (LossKind kind : List.of(LossKind.BEFORE_UPDATE, LossKind.AFTER_UPDATE)) {
                if (kind != loss.kind()) {
                    alternative(finding, new LossOf(kind, loss.penalized()), best.moment(), alternatives);
                }
            }
        } else if (chosen instanceof ParametersOf parameters && !momentIsKnown) {
            for (Moment moment : Moment.values()) {
                if (moment != best.moment()) {
                    alternative(finding, new ParametersOf(parameters.scalars(), moment), moment, alternatives);
                }
            }
        }
        return alternatives;
    }

    private void alternative(Finding finding, Reading reading, Moment moment, List<Alternative> alternatives) {
        List<Value> values = expectations.values(finding.occurrence(), reading, moment);
        Double right = values == null ? null : finite(best.exactness().right(values.get(finding.index())));
        if (right != null && !right.equals(finding.right())) {
            alternatives.add(new Alternative(words(reading), right));
        }
    }

    private String words(Reading reading) {
        return switch (reading) {
            case LossOf loss -> loss.kind().words();
            case ParametersOf parameters -> (parameters.fixed() == null ? best.moment() : parameters.fixed()).words();
            default -> reading.text();
        };
    }

    /** Returns why the run has no number at a step. */
    private String note(long step) {
        if (step > job.steps()) {
            return "the specification takes only " + job.steps() + " steps";
        }
        if (step > run.steps()) {
            return run.isDiverged()
                    ? "the run left the finite range in step " + (run.steps() + 1)
                    : "the run ended after step " + run.steps();
        }
        return "the run has no such number at step " + step;
    }

    private Convention convention() {
        LossKind loss = best.slots().stream()
                .map(Slot::reading)
                .filter(LossOf.class::isInstance)
                .map(reading -> ((LossOf) reading).kind())
                .findFirst()
                .orElse(LossKind.BEFORE_UPDATE);
        return new Convention(best.firstStep(), best.moment(), loss);
    }

    private List<NamedReading> readings() {
        List<NamedReading> readings = new ArrayList<>();
        for (Slot slot : best.slots()) {
            Reading reading = slot.reading();
            if (reading != null) {
                String name = slot.occurrences().getFirst().group().name();
                boolean moving = reading instanceof ParametersOf parameters && parameters.fixed() == null;
                String text = reading.text() + (moving ? " " + best.moment().words() : "");
                readings.add(new NamedReading(name.isEmpty() ? null : name, text));
            }
        }
        return readings.stream().distinct().toList();
    }

    private List<Transcript.Score> tried() {
        boolean epochs = run.stepsPerEpoch() > 1
                && printout.lines().stream().anyMatch(line -> line.label(LabelWord.EPOCH) != null);
        return Convention.usual().stream()
                .filter(each -> each.firstStep() == 1 || printout.isLabelled())
                .filter(each -> each.loss() != LossKind.EPOCH_MEAN || epochs)
                .map(each -> {
                    Interpretation.Score score = search.interpret(
                                    each.firstStep(), each.parameters(), each.loss(), best.exactness())
                            .score();
                    return new Transcript.Score(each, score.leading(), score.agreeing());
                })
                .toList();
    }
}
