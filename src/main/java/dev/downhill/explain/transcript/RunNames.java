package dev.downhill.explain.transcript;

import dev.downhill.engine.loss.Targets;
import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Reading.AccuracyOf;
import dev.downhill.explain.transcript.Reading.DataOf;
import dev.downhill.explain.transcript.Reading.DifferenceOf;
import dev.downhill.explain.transcript.Reading.GradientKind;
import dev.downhill.explain.transcript.Reading.GradientsOf;
import dev.downhill.explain.transcript.Reading.LossOf;
import dev.downhill.explain.transcript.Reading.NormOf;
import dev.downhill.explain.transcript.Reading.ParametersOf;
import dev.downhill.explain.transcript.Reading.PredictionOf;
import dev.downhill.explain.transcript.Reading.RowsOf;
import dev.downhill.explain.transcript.Reading.Sequence;
import dev.downhill.explain.transcript.Rerun.Over;
import dev.downhill.training.model.Parameter;
import dev.downhill.training.specification.Clipping;
import dev.downhill.training.specification.JobSpecification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the numbers of a printout can be, by the words before them. */
final class RunNames {
    private static final Set<String> LOSS = Set.of(
            "loss",
            "losses",
            "cost",
            "costs",
            "error",
            "errors",
            "err",
            "mse",
            "train_loss",
            "trainloss",
            "training_loss",
            "loss_train",
            "objective",
            "bce",
            "nll",
            "ce",
            "mae",
            "rmse",
            "sse",
            "logloss",
            "log_loss",
            "cross-entropy",
            "crossentropy",
            "mean_squared_error",
            "mean_absolute_error",
            "e_total",
            "etotal",
            "total_loss",
            "total_error",
            "total_cost",
            "avg_loss",
            "avg_cost",
            "running_loss",
            "epoch_loss",
            "loss_val",
            "cost_val",
            "hypothesis_cost");
    private static final Set<String> LOSS_LETTERS = Set.of("L", "J", "E", "C", "l", "j");
    private static final Set<String> ACCURACY = Set.of("accuracy", "acc", "accuracies", "binary_accuracy");
    private static final Set<String> TEST = Set.of("test", "val", "valid", "validation", "dev", "held-out", "eval");
    private static final Set<String> GRADIENT =
            Set.of("grad", "grads", "gradient", "gradients", "derivative", "derivatives", "dloss");
    private static final Set<String> PREDICTION = Set.of(
            "y_pred",
            "ypred",
            "yhat",
            "y_hat",
            "pred",
            "preds",
            "prediction",
            "predictions",
            "predicted",
            "output",
            "outputs",
            "out",
            "y_pred_val",
            "forward");
    private static final Set<String> INPUT = Set.of("x", "x_val", "input", "inputs", "x_data");
    private static final Set<String> TARGET =
            Set.of("y", "y_val", "target", "targets", "label", "expected", "y_true", "actual");
    private static final Set<String> FILLERS = Set.of(
            "after",
            "before",
            "old",
            "previous",
            "at",
            "the",
            "is",
            "of",
            "for",
            "in",
            "on",
            "by",
            "and",
            "with",
            "so",
            "now",
            "found",
            "final",
            "learned",
            "updated",
            "new",
            "current",
            "value",
            "values",
            "to",
            "are",
            "was",
            "parms",
            "update",
            "training",
            "train",
            "end",
            "result",
            "estimated",
            "best",
            "optimal",
            "trained",
            "my",
            "our",
            "a",
            "epoch",
            "epochs",
            "iteration",
            "iterations",
            "step",
            "steps",
            "initial",
            "parameter",
            "parameters",
            "containing",
            "progress",
            "numpy",
            "x100");
    private static final Set<String> NAMES_BY_THEMSELVES = Set.of("parameters", "iterations", "steps", "epochs");
    private static final List<Pattern> GRADIENTS = List.of(
            Pattern.compile(
                    "(?:d|\u2202)(?:j|l|e|c|loss|cost|error|err|mse|e_?total)[_/]?(?:d|\u2202)_?(.+)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("(?:grad|gradient|g|derivative|nabla)_?(?:of_)?[_(](.+?)\\)?", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(.+?)[._](?:grad|gradient|deriv|derivative)(?:\\.(?:data|item|numpy|detach))?((?:\\[[\\d,]+])*)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("(?:d|\u2202)_?(.+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("grad(.+)", Pattern.CASE_INSENSITIVE));
    private static final Pattern BEFORE = Pattern.compile("[ _](?:before|old|prev|previous)[ _]");
    private static final Pattern AFTER = Pattern.compile("[ _](?:after|new|updated|next)[ _]");
    private static final Pattern CALL = Pattern.compile("(.+)\\((.+)\\)");
    private static final int FEW = 16;

    private final JobSpecification job;
    private final ParameterNames parameters;
    private final Settings settings;

    RunNames(JobSpecification job, Set<String> printed) {
        this.job = job;
        this.parameters = new ParameterNames(job, printed);
        this.settings = new Settings(job);
    }

    /** Returns what the numbers of a group can be. */
    Candidates of(PrintedGroup group) {
        if (group.isElided()) {
            return Candidates.none("elements are left out");
        }
        Candidates candidates = timed(named(group), group.words());
        boolean percent = group.numbers().stream().anyMatch(PrintedNumber::percent);
        return percent
                ? candidates.only(reading ->
                        !(reading instanceof AccuracyOf accuracy) || accuracy.form() == AccuracyOf.Form.PERCENT)
                : candidates;
    }

    /** Words that say so fix the moment of parameters: {@code w before}, {@code w_old}, {@code updated w}. */
    private static Candidates timed(Candidates candidates, List<String> words) {
        String all = " " + String.join(" ", words).toLowerCase(Locale.ROOT) + " ";
        boolean before = BEFORE.matcher(all).find();
        if (!before && !AFTER.matcher(all).find()) {
            return candidates;
        }
        List<Reading> readings = new ArrayList<>();
        for (Reading reading : candidates.readings()) {
            if (reading instanceof ParametersOf parameters && parameters.fixed() == null) {
                Moment moment = before ? Moment.BEFORE_UPDATE : Moment.AFTER_UPDATE;
                readings.add(new ParametersOf(parameters.scalars(), moment));
            }
        }
        readings.addAll(candidates.readings());
        return new Candidates(readings, candidates.known(), candidates.certain(), candidates.reason());
    }

    private Candidates named(PrintedGroup group) {
        List<String> words = words(group.words());
        if (words.isEmpty()) {
            return Candidates.unknown(
                    anything(group.numbers().size()),
                    group.words().isEmpty()
                            ? "the number has no name"
                            : "'" + group.name() + "' is no name of a number of a run");
        }
        Candidates pairs = pairs(words, group.parts());
        if (pairs != null) {
            return pairs;
        }
        int count = group.numbers().size();
        List<Integer> dims =
                group.parts().size() == 1 ? group.parts().getFirst().dims() : List.of(count);
        Candidates named = phrase(words, count, dims);
        if (named != null && (!named.readings().isEmpty() || count == 1)) {
            return named;
        }
        if (count > 1) {
            Candidates last = phrase(words, 1, List.of());
            if (last != null && !last.readings().isEmpty()) {
                return Candidates.uncertain(
                        among(last.readings(), count),
                        "the name is followed by " + count + " numbers, and which of them it names is not known");
            }
        }
        return named != null
                ? named
                : Candidates.unknown(anything(count), "'" + group.name() + "' is no name of a number of a run");
    }

    private static List<String> words(List<String> all) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String word = plain(all.get(i));
            boolean descent = word.equalsIgnoreCase("gradient")
                    && i + 1 < all.size()
                    && all.get(i + 1).equalsIgnoreCase("descent");
            if (descent) {
                i++;
            } else {
                words.add(word);
            }
        }
        List<String> telling = words.stream()
                .filter(word -> !FILLERS.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        if (!telling.isEmpty()) {
            return telling;
        }
        return words.reversed().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(NAMES_BY_THEMSELVES::contains)
                .limit(1)
                .toList();
    }

    /** Greek letters by their names, subscripts as digits, an argument left out: {@code J(w, b)}. */
    private static String plain(String word) {
        var text = new StringBuilder();
        for (char c : word.toCharArray()) {
            switch (c) {
                case '\u03b8', '\u0398' -> text.append("theta");
                case '\u03b2' -> text.append("beta");
                case '\u03b1' -> text.append("alpha");
                case '\u03b7' -> text.append("eta");
                case '\u03bb' -> text.append("lambda");
                case '\u2207' -> text.append("grad_");
                default -> text.append(c >= '\u2080' && c <= '\u2089' ? (char) (c - '\u2080' + '0') : c);
            }
        }
        String plain = text.toString();
        if (plain.indexOf('(') < 0) {
            return plain;
        }
        Matcher call = CALL.matcher(plain);
        boolean gradient = call.matches() && GRADIENT.contains(call.group(1).toLowerCase(Locale.ROOT));
        return call.matches() && !gradient ? call.group(1) : plain;
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
            Candidates one =
                    single(words.get(i), values.get(i).size(), values.get(i).dims());
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
        return new Candidates(together, true, certain, "which numbers are meant is not known");
    }

    /** Returns whether a number says how many there are in all. */
    boolean isTotal(PrintedLabel label, long total) {
        return settings.isTotal(label, total);
    }

    private @Nullable Candidates phrase(List<String> words, int count, List<Integer> dims) {
        Candidates whole = single(String.join("_", words), count, dims);
        if (whole != null) {
            return whole;
        }
        List<String> small =
                words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        if (small.stream().anyMatch(TEST::contains) && words.size() > 1) {
            return test(small);
        }
        if (small.stream().anyMatch(GRADIENT::contains)) {
            if (small.contains("norm")) {
                return single("grad_norm", count, dims);
            }
            for (String word : words) {
                ParameterNames.Match match = parameters.of(word, count, dims);
                if (match != null) {
                    return gradients(match);
                }
            }
        }
        for (String word : words.reversed()) {
            Candidates one = single(word, count, dims);
            if (one != null) {
                return one;
            }
        }
        return null;
    }

    private @Nullable Candidates single(String word, int count, List<Integer> dims) {
        String small = word.toLowerCase(Locale.ROOT);
        if (parameters.isExact(word)) {
            return weights(Objects.requireNonNull(parameters.of(word, count, dims), word));
        }
        if (LOSS.contains(small) || LOSS_LETTERS.contains(word)) {
            return count == 1
                    ? losses(small)
                    : count == 2 ? among(losses(small)) : Candidates.none("a loss is one number, not " + count);
        }
        if (small.matches("\\|.+\\|")) {
            ParameterNames.Match match = parameters.of(word.substring(1, word.length() - 1), size(word), List.of());
            return match == null || match.options().isEmpty()
                    ? null
                    : Candidates.certain(
                            List.of(new NormOf(new ParametersOf(match.options().getFirst(), null))));
        }
        Candidates test = test(List.of(small.split("_")));
        if (test != null && small.contains("_")) {
            return test;
        }
        if (ACCURACY.contains(small) || small.matches("(?:train|training)_acc(?:uracy)?")) {
            return accuracies(count);
        }
        Candidates gradient = gradient(word, count, dims);
        if (gradient != null) {
            return gradient;
        }
        ParameterNames.Match match = parameters.of(word, count, dims);
        if (match != null && !match.options().isEmpty()) {
            return weights(match);
        }
        Candidates setting = count == 1 ? settings.of(small) : null;
        if (setting != null) {
            return setting;
        }
        Candidates data = data(small, count);
        return data == null && match != null ? weights(match) : data;
    }

    /** Returns how many numbers the parameter between strokes has. */
    private int size(String word) {
        String name = word.substring(1, word.length() - 1);
        return parameters.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .mapToInt(ParameterNames::size)
                .findFirst()
                .orElse(1);
    }

    private static Candidates weights(ParameterNames.Match match) {
        List<Reading> readings = new ArrayList<>();
        for (List<Scalar> scalars : match.options()) {
            readings.add(new ParametersOf(scalars, null));
        }
        if (readings.isEmpty()) {
            return Candidates.none(match.reason());
        }
        return new Candidates(readings, true, match.certain(), match.reason());
    }

    private @Nullable Candidates gradient(String word, int count, List<Integer> dims) {
        String small = word.toLowerCase(Locale.ROOT);
        if (small.matches("(?:grad(?:ient)?s?_?norm|norm_?grad(?:ient)?|\\|grad(?:ient)?\\|)")) {
            return Candidates.certain(kinds(trained()).stream().map(NormOf::new).toList());
        }
        if (GRADIENT.contains(small)) {
            return allGradients(count);
        }
        for (Pattern pattern : GRADIENTS) {
            Matcher matcher = pattern.matcher(word);
            if (matcher.matches()) {
                String name = matcher.groupCount() > 1 ? matcher.group(1) + matcher.group(2) : matcher.group(1);
                ParameterNames.Match match = parameters.of(name, count, dims);
                if (match != null) {
                    return gradients(match);
                }
            }
        }
        return null;
    }

    private List<Scalar> trained() {
        return parameters.all().stream()
                .filter(scalar -> !job.frozen().contains(scalar.parameter()))
                .toList();
    }

    private Candidates allGradients(int count) {
        List<Reading> readings = new ArrayList<>();
        List<Scalar> trained = trained();
        if (count == trained.size()) {
            readings.addAll(kinds(trained));
        }
        boolean only = count == trained.size()
                && trained.stream().map(Scalar::parameter).distinct().count() == 1;
        if (!only) {
            for (Parameter parameter : parameters.parameters()) {
                boolean fits =
                        ParameterNames.size(parameter) == count && !job.frozen().contains(parameter.name());
                if (fits) {
                    readings.addAll(kinds(ParameterNames.elements(parameter)));
                }
            }
            ParameterNames.Match whole = count == trained.size() ? parameters.of("theta", count, List.of(count)) : null;
            if (whole != null) {
                whole.options().forEach(scalars -> readings.addAll(kinds(scalars)));
            }
        }
        return new Candidates(
                readings.stream().distinct().toList(),
                true,
                only,
                "which gradient is meant is not known: the model has several parameters");
    }

    private Candidates gradients(ParameterNames.Match match) {
        boolean frozen = match.options().stream()
                .flatMap(List::stream)
                .anyMatch(scalar -> job.frozen().contains(scalar.parameter()));
        if (match.options().isEmpty() || frozen) {
            return Candidates.none(frozen ? "the parameter is frozen, so it has no gradient" : match.reason());
        }
        List<Reading> readings = match.options().stream()
                .flatMap(scalars -> kinds(scalars).stream())
                .toList();
        return new Candidates(readings, true, match.certain(), match.reason());
    }

    private List<Reading> kinds(List<Scalar> scalars) {
        List<Reading> readings = new ArrayList<>();
        readings.add(new GradientsOf(scalars, GradientKind.OF_THE_STEP));
        if (!(job.clipping() instanceof Clipping.None) || !job.zeroGrad()) {
            readings.add(new GradientsOf(scalars, GradientKind.UNCLIPPED));
        }
        if (isBatched()) {
            readings.add(new GradientsOf(scalars, GradientKind.OVER_ALL_ROWS));
        }
        readings.add(new GradientsOf(scalars, GradientKind.AFTER_THE_UPDATE));
        return readings;
    }

    private boolean isBatched() {
        return job.batching().stepsPerEpoch(job.data().training().rows()) > 1;
    }

    private Candidates losses(String name) {
        List<LossKind> kinds = new ArrayList<>(List.of(LossKind.BEFORE_UPDATE, LossKind.AFTER_UPDATE));
        if (isBatched()) {
            kinds.addAll(List.of(
                    LossKind.EPOCH_MEAN,
                    LossKind.EPOCH_ROW_MEAN,
                    LossKind.EPOCH_SUM,
                    LossKind.BATCH_AFTER_UPDATE,
                    LossKind.ALL_ROWS_BEFORE_UPDATE));
        }
        kinds.add(LossKind.RUNNING_MEAN);
        if (job.model().isRandom() && !isBatched()) {
            kinds.add(LossKind.ALL_ROWS_BEFORE_UPDATE);
        }
        List<Reading> readings = new ArrayList<>();
        List<DifferenceOf.Form> measures = measures(name);
        boolean other = !measures.isEmpty() && !name.startsWith("e") && !isLoss(name);
        if (!other) {
            kinds.forEach(kind -> readings.add(new LossOf(kind, true)));
        }
        if (job.regularization().l1() > 0 || job.regularization().l2() > 0) {
            kinds.forEach(kind -> readings.add(new LossOf(kind, false)));
        }
        for (DifferenceOf.Form form : measures) {
            for (Moment moment : new Moment[] {Moment.BEFORE_UPDATE, Moment.AFTER_UPDATE}) {
                readings.add(new DifferenceOf(form, Over.ALL, moment));
                if (isBatched()) {
                    readings.add(new DifferenceOf(form, Over.BATCH, moment));
                }
            }
        }
        return Candidates.certain(readings);
    }

    /** Returns whether the loss of the specification is the one of that name. */
    private boolean isLoss(String name) {
        String own = job.json()
                .path("loss")
                .path("type")
                .asString(job.json().path("loss").asString(""));
        return own.equals(name)
                || (own.equals("mse") && name.equals("mean_squared_error"))
                || (own.equals("mae") && name.equals("mean_absolute_error"));
    }

    private List<DifferenceOf.Form> measures(String name) {
        if (job.loss().targets() != Targets.NUMBERS && !name.startsWith("err")) {
            return List.of();
        }
        return switch (name) {
            case "mse", "mean_squared_error" -> List.of(DifferenceOf.Form.MEAN_SQUARE);
            case "rmse" -> List.of(DifferenceOf.Form.ROOT_MEAN_SQUARE);
            case "mae", "mean_absolute_error" -> List.of(DifferenceOf.Form.MEAN_ABSOLUTE);
            case "error", "errors", "err" ->
                List.of(DifferenceOf.Form.MEAN_ABSOLUTE, DifferenceOf.Form.SIGNED, DifferenceOf.Form.OPPOSITE);
            default -> List.of();
        };
    }

    /** Numbers over the test rows, where words say so. */
    private @Nullable Candidates test(List<String> words) {
        boolean about = words.stream().anyMatch(TEST::contains);
        boolean accuracy = words.stream().anyMatch(ACCURACY::contains);
        boolean loss = words.stream().anyMatch(LOSS::contains);
        if (!about || (!accuracy && !loss)) {
            return null;
        }
        if (job.data().test() == null) {
            return Candidates.none("the specification has no test rows");
        }
        return accuracy
                ? Candidates.certain(accuracies(Over.TEST, Moment.AFTER_UPDATE))
                : Candidates.certain(List.of(new LossOf(LossKind.TEST_ROWS, true)));
    }

    private Candidates accuracies(int count) {
        if (job.loss().targets() == Targets.NUMBERS) {
            return Candidates.none("the targets are no classes, so there is no accuracy");
        }
        List<Reading> readings = new ArrayList<>();
        for (Over over : Over.values()) {
            boolean there = over == Over.ALL || (over == Over.TEST ? job.data().test() != null : isBatched());
            for (Moment moment : there ? Moment.values() : new Moment[0]) {
                if (count == 1) {
                    readings.addAll(accuracies(over, moment));
                } else if (count == 2) {
                    readings.add(counted(over, moment));
                }
            }
        }
        readings.sort(Comparator.comparing(reading -> !reading.isUsual()));
        return readings.isEmpty()
                ? Candidates.none("an accuracy is one number, not " + count)
                : Candidates.certain(readings);
    }

    private static List<Reading> accuracies(Over over, Moment moment) {
        return List.of(
                new AccuracyOf(over, moment, AccuracyOf.Form.SHARE),
                new AccuracyOf(over, moment, AccuracyOf.Form.PERCENT),
                new AccuracyOf(over, moment, AccuracyOf.Form.COUNT));
    }

    private static Reading counted(Over over, Moment moment) {
        return new Sequence(List.of(new AccuracyOf(over, moment, AccuracyOf.Form.COUNT), new RowsOf(over)));
    }

    private @Nullable Candidates data(String name, int count) {
        if (PREDICTION.contains(name)) {
            return Candidates.uncertain(predictions(), "for which rows the prediction is made is not known");
        }
        boolean input = INPUT.contains(name);
        if (input || TARGET.contains(name)) {
            if (count > 1 && name.equals("y") && count == parameters.total()) {
                return Candidates.uncertain(
                        List.of(new ParametersOf(parameters.all(), null)),
                        "which numbers of the run these are is not known");
            }
            return Candidates.uncertain(List.of(new DataOf(!input)), "which row is meant is not known");
        }
        return null;
    }

    private static List<Reading> predictions() {
        return List.of(
                new PredictionOf(Over.BATCH, Moment.BEFORE_UPDATE),
                new PredictionOf(Over.ALL, Moment.BEFORE_UPDATE),
                new PredictionOf(Over.ALL, Moment.AFTER_UPDATE),
                new PredictionOf(Over.BATCH, Moment.AFTER_UPDATE));
    }

    /** A value before and after the update. */
    private static Candidates among(Candidates one) {
        return Candidates.uncertain(
                among(one.readings(), 2), "the name is followed by 2 numbers, and which of them it names is not known");
    }

    /** What several numbers after the name of one can be: the value before and after, or data before it. */
    private static List<Reading> among(List<Reading> readings, int count) {
        Reading x = new DataOf(false);
        Reading y = new DataOf(true);
        Reading prediction = new PredictionOf(Over.BATCH, Moment.BEFORE_UPDATE);
        List<Reading> sequences = new ArrayList<>();
        for (Reading reading : readings) {
            if (count == 2 && reading instanceof ParametersOf one && one.fixed() == null) {
                sequences.add(new Sequence(List.of(
                        new ParametersOf(one.scalars(), Moment.BEFORE_UPDATE),
                        new ParametersOf(one.scalars(), Moment.AFTER_UPDATE))));
            }
            for (List<Reading> before : List.of(
                    List.of(x, y),
                    List.of(x, y, prediction),
                    List.of(x),
                    List.of(y),
                    List.of(y, prediction),
                    List.of(prediction, y))) {
                List<Reading> parts = new ArrayList<>(before);
                parts.add(reading);
                sequences.add(new Sequence(parts));
            }
        }
        return sequences;
    }

    /** Everything that so many numbers without a name can be. */
    private List<Reading> anything(int count) {
        List<Reading> readings = new ArrayList<>();
        if (count == 1) {
            readings.addAll(losses("").readings());
            if (job.loss().targets() != Targets.NUMBERS) {
                readings.addAll(accuracies(1).readings());
            }
        } else if (count == 2 && job.loss().targets() != Targets.NUMBERS) {
            readings.addAll(accuracies(2).readings());
        }
        for (Parameter parameter : parameters.parameters()) {
            List<Scalar> elements = ParameterNames.elements(parameter);
            boolean trained = !job.frozen().contains(parameter.name());
            if (elements.size() == count) {
                readings.add(new ParametersOf(elements, null));
                readings.addAll(trained ? kinds(elements).subList(0, 1) : List.of());
            } else if (count == 1 && elements.size() <= FEW) {
                elements.forEach(element -> readings.add(new ParametersOf(List.of(element), null)));
            }
        }
        if (count > 1 && count == parameters.total()) {
            readings.add(new ParametersOf(parameters.all(), null));
        }
        if (count > 1 && count < FEW) {
            List<Reading> last = new ArrayList<>(losses("").readings());
            parameters.parameters().stream()
                    .filter(parameter ->
                            ParameterNames.size(parameter) == 1 && !job.frozen().contains(parameter.name()))
                    .forEach(parameter -> last.addAll(kinds(ParameterNames.elements(parameter))));
            readings.addAll(among(last, count));
        }
        readings.addAll(predictions());
        return readings;
    }
}
