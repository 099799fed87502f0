package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Reading.AccuracyOf;
import dev.downhill.explain.transcript.Reading.DataOf;
import dev.downhill.explain.transcript.Reading.NormOf;
import dev.downhill.explain.transcript.Reading.ParametersOf;
import dev.downhill.explain.transcript.Reading.Sequence;
import dev.downhill.explain.transcript.printout.PrintedArray;
import dev.downhill.explain.transcript.printout.PrintedGroup;
import dev.downhill.explain.transcript.printout.PrintedLabel;
import dev.downhill.explain.transcript.printout.PrintedNumber;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The possible readings of the numbers of a printout, by the words before them. */
final class RunNames {
    private static final Set<String> PREDICTION =
            Set.of(("y_pred ypred yhat y_hat y_pred_val pred preds prediction predictions "
                            + "predicted output outputs out forward")
                    .split(" "));
    private static final Set<String> INPUT = Set.of("x", "x_val", "input", "inputs", "x_data");
    private static final Set<String> TARGET =
            Set.of("y", "y_val", "target", "targets", "label", "expected", "y_true", "actual");
    private static final Pattern BEFORE = Pattern.compile("[ _](?:before|old|prev|previous)[ _]");
    private static final Pattern AFTER = Pattern.compile("[ _](?:after|new|updated|next)[ _]");
    private static final Pattern BETWEEN_STROKES = Pattern.compile("\\|.+\\|");

    private final ParameterNames parameters;
    private final LossNames losses;
    private final GradientNames gradients;
    private final Settings settings;
    private final UnnamedNumbers unnamed;

    /** @param printed every word of the printout, in small letters */
    RunNames(JobSpecification job, Set<String> printed) {
        this.parameters = new ParameterNames(job, printed);
        this.losses = new LossNames(job);
        this.gradients = new GradientNames(job, parameters, losses.isBatched());
        this.settings = new Settings(job);
        this.unnamed = new UnnamedNumbers(job, parameters, losses, gradients);
    }

    /** Returns whether a number says how many there are in all. */
    boolean isTotal(PrintedLabel label, long total) {
        return settings.isTotal(label, total);
    }

    /** Returns what the numbers of a group can be. */
    Candidates of(PrintedGroup group) {
        if (group.isElided()) {
            return Candidates.none("elements are left out");
        }
        Candidates candidates = timed(named(group), group.words());
        boolean counts = group.numbers().stream().allMatch(PrintedNumber::isCount);
        Candidates rows = counts && group.name().equals("m") ? settings.of("m") : null;
        if (rows != null) {
            // Many tutorials call the number of rows m.
            return candidates.or(rows);
        }
        boolean percent = group.numbers().stream().anyMatch(PrintedNumber::percent);
        return percent
                ? candidates.only(reading ->
                        !(reading instanceof AccuracyOf accuracy) || accuracy.form() == AccuracyOf.Form.PERCENT)
                : candidates;
    }

    /** Words that say so fix the moment of parameters: {@code w before}, {@code w_old}, {@code updated w}. */
    private static Candidates timed(Candidates candidates, List<String> words) {
        String all = " " + NameWords.small(String.join(" ", words)) + " ";
        boolean before = BEFORE.matcher(all).find();
        if (!before && !AFTER.matcher(all).find()) {
            return candidates;
        }
        List<Reading> readings = new ArrayList<>();
        for (Reading reading : candidates.readings()) {
            if (reading instanceof ParametersOf named && named.fixed() == null) {
                Moment moment = before ? Moment.BEFORE_UPDATE : Moment.AFTER_UPDATE;
                readings.add(new ParametersOf(named.scalars(), moment));
            }
        }
        readings.addAll(candidates.readings());
        return new Candidates(readings, candidates.known(), candidates.certain(), candidates.reason());
    }

    private Candidates named(PrintedGroup group) {
        List<String> words = NameWords.of(group.words(), parameters::isExact);
        int count = group.numbers().size();
        if (words.isEmpty()) {
            return Candidates.unknown(
                    unnamed.of(count), group.words().isEmpty() ? "the number has no name" : unknown(group));
        }
        Candidates pairs = pairs(words, group.parts());
        if (pairs != null) {
            return pairs;
        }
        List<Integer> dims =
                group.parts().size() == 1 ? group.parts().getFirst().dims() : List.of(count);
        Candidates named = phrase(words, count, dims);
        if (named != null && (!named.readings().isEmpty() || count == 1)) {
            return named;
        }
        Candidates one = count > 1 ? phrase(words, 1, List.of()) : null;
        if (one != null && !one.readings().isEmpty()) {
            return Candidates.uncertain(
                    UnnamedNumbers.behindData(one.readings(), count),
                    "the name is followed by " + count + " numbers, and it is unclear which of them it names");
        }
        return named == null ? Candidates.unknown(unnamed.of(count), unknown(group)) : named;
    }

    private static String unknown(PrintedGroup group) {
        return "'" + group.name() + "' is not the name of a number of a run";
    }

    /** {@code w, b = 1.0, 2.0}: as many names as numbers. */
    private @Nullable Candidates pairs(List<String> words, List<PrintedArray> parts) {
        List<PrintedArray> values = parts;
        if (parts.size() == 1
                && parts.getFirst().dims().size() == 1
                && parts.getFirst().size() == words.size()) {
            values = parts.getFirst().numbers().stream().map(PrintedArray::of).toList();
        }
        if (words.size() < 2 || values.size() != words.size()) {
            return null;
        }
        List<Candidates> each = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            PrintedArray value = values.get(i);
            Candidates one = single(words.get(i), value.size(), value.dims());
            if (one == null || one.readings().isEmpty()) {
                return null;
            }
            each.add(one);
        }
        int options = each.stream().mapToInt(one -> one.readings().size()).max().orElse(0);
        List<Reading> together = new ArrayList<>();
        for (int k = 0; k < options; k++) {
            int option = k;
            together.add(new Sequence(each.stream()
                    .map(one ->
                            one.readings().get(Math.min(option, one.readings().size() - 1)))
                    .toList()));
        }
        boolean certain = each.stream().allMatch(Candidates::certain);
        return new Candidates(together, true, certain, "it is unclear which numbers are meant");
    }

    /** Returns what words mean together: the last name among them, unless another word may make something else of it. */
    private @Nullable Candidates phrase(List<String> words, int count, List<Integer> dims) {
        Candidates whole = single(String.join("_", words), count, dims);
        if (whole != null) {
            return whole;
        }
        List<String> small = words.stream().map(NameWords::small).toList();
        Candidates test = words.size() > 1 ? losses.test(small) : null;
        if (test != null) {
            return test;
        }
        if (small.stream().anyMatch(GradientNames::isGradient)) {
            if (small.contains("norm")) {
                return gradients.norm();
            }
            for (String word : words) {
                Candidates gradient = gradients.ofParameter(word, count, dims);
                if (gradient != null) {
                    return gradient;
                }
            }
        }
        for (String word : words.reversed()) {
            Candidates one = single(word, count, dims);
            if (one != null) {
                boolean sure = words.stream()
                        .allMatch(other -> NameWords.isModifier(other) || single(other, count, dims) != null);
                return sure
                        ? one
                        : one.unsure("what '" + String.join(" ", words) + "' is beside '" + word + "' is not known");
            }
        }
        return null;
    }

    private @Nullable Candidates single(String word, int count, List<Integer> dims) {
        String small = NameWords.small(word);
        if (parameters.isExact(word)) {
            return weights(Objects.requireNonNull(parameters.of(word, count, dims), word));
        }
        if (BETWEEN_STROKES.matcher(small).matches()) {
            return norm(word.substring(1, word.length() - 1));
        }
        Candidates loss = losses.of(word, count);
        if (loss != null) {
            return loss;
        }
        Candidates gradient = gradients.of(word, count, dims);
        if (gradient != null) {
            return gradient;
        }
        ParameterNames.Match match = parameters.of(word, count, dims);
        Candidates setting = count == 1 ? settings.of(small) : null;
        if (match != null && !match.options().isEmpty()) {
            return weights(match);
        }
        if (setting != null) {
            return setting;
        }
        Candidates data = data(small, count);
        return data == null && match != null ? weights(match) : data;
    }

    private static Candidates weights(ParameterNames.Match match) {
        List<Reading> readings = new ArrayList<>();
        for (List<Scalar> scalars : match.options()) {
            readings.add(new ParametersOf(scalars, null));
        }
        return readings.isEmpty()
                ? Candidates.none(match.reason())
                : new Candidates(readings, true, match.certain(), match.reason());
    }

    /** {@code |w|} is the norm of a parameter. */
    private @Nullable Candidates norm(String name) {
        if (name.equals("grad") || name.equals("gradient")) {
            return gradients.norm();
        }
        return parameters.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .map(parameter -> Candidates.certain(
                        List.of(new NormOf(new ParametersOf(ParameterNames.elements(parameter), null)))))
                .orElse(null);
    }

    private @Nullable Candidates data(String name, int count) {
        if (PREDICTION.contains(name)) {
            return Candidates.uncertain(
                    UnnamedNumbers.predictions(), "it is unclear for which rows the prediction is made");
        }
        boolean input = INPUT.contains(name);
        if (!input && !TARGET.contains(name)) {
            return null;
        }
        boolean polynomial = name.equals("y") && count > 1 && count == parameters.total();
        return polynomial
                ? Candidates.uncertain(
                        List.of(new ParametersOf(parameters.all(), null)),
                        "it is unclear which numbers of the run these are")
                : Candidates.uncertain(List.of(new DataOf(!input)), "it is unclear which row is meant");
    }
}
