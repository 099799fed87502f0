package dev.downhill.explain.transcript;

import dev.downhill.engine.loss.Losses;
import dev.downhill.engine.loss.Targets;
import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Reading.AccuracyOf;
import dev.downhill.explain.transcript.Reading.DifferenceOf;
import dev.downhill.explain.transcript.Reading.LossOf;
import dev.downhill.explain.transcript.Reading.RowsOf;
import dev.downhill.explain.transcript.Reading.Sequence;
import dev.downhill.explain.transcript.Rerun.Over;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of losses and accuracies in tutorials. */
final class LossNames {
    private static final Set<String> LOSS =
            Set.of(("loss losses cost costs error err objective train_loss trainloss training_loss "
                            + "loss_train e_total etotal total_loss total_error total_cost avg_loss avg_cost running_loss epoch_loss "
                            + "loss_val cost_val mse rmse mae mean_squared_error mean_absolute_error sse bce nll ce logloss log_loss "
                            + "cross-entropy crossentropy cross_entropy")
                    .split(" "));
    private static final Set<String> LETTERS = Set.of("L", "J", "E", "C", "l", "j");
    private static final Set<String> SQUARES = Set.of("sse");
    private static final Set<String> ENTROPIES =
            Set.of("bce", "nll", "ce", "logloss", "log_loss", "cross-entropy", "crossentropy", "cross_entropy");
    private static final Set<String> ACCURACY = Set.of(
            "accuracy", "acc", "accuracies", "binary_accuracy", "train_acc", "train_accuracy", "training_accuracy");
    private static final Set<String> TEST = Set.of("test", "val", "valid", "validation", "dev", "held-out", "eval");

    private final JobSpecification job;
    private final boolean batched;

    LossNames(JobSpecification job) {
        this.job = job;
        this.batched = job.batching().stepsPerEpoch(job.data().training().rows()) > 1;
    }

    /** Returns whether a step sees some of the rows. */
    boolean isBatched() {
        return batched;
    }

    boolean hasClasses() {
        return job.loss().targets() != Targets.NUMBERS;
    }

    /** Returns the possible readings of the numbers after a name, or null if it means neither a loss nor an accuracy. */
    @Nullable
    Candidates of(String name, int count) {
        String small = NameWords.small(name);
        if (LOSS.contains(small) || LETTERS.contains(name)) {
            return count == 1 ? losses(small) : Candidates.none("a loss is one number, not " + count);
        }
        if (ACCURACY.contains(small)) {
            return accuracies(count);
        }
        return small.contains("_") ? test(List.of(small.split("_"))) : null;
    }

    private Candidates losses(String name) {
        List<Reading> readings = new ArrayList<>();
        List<Reading> own = losses();
        List<Reading> measures = measures(name);
        readings.addAll(name.startsWith("e") ? own : measures);
        readings.addAll(name.startsWith("e") ? measures : own);
        boolean another = (SQUARES.contains(name) && !mayBe("mse"))
                || (ENTROPIES.contains(name) && !mayBe("bce") && !mayBe("crossentropy"));
        return another
                ? Candidates.uncertain(readings, "the specification has another loss than '" + name + "'")
                : Candidates.certain(readings.stream().distinct().toList());
    }

    /** Returns the kind of the specification's loss in small letters; nothing for a formula. */
    private String loss() {
        return switch (job.loss()) {
            case Objective.Catalogued named -> NameWords.small(Losses.CATALOGUE.nameOf(named.loss()));
            case Objective.Formula formula -> "";
        };
    }

    /** Returns whether the loss may be of a kind: a formula may be of any. */
    private boolean mayBe(String kind) {
        return loss().isEmpty() || loss().startsWith(kind);
    }

    /** Returns every loss that a run has. */
    List<Reading> losses() {
        List<LossKind> kinds = new ArrayList<>(List.of(LossKind.BEFORE_UPDATE, LossKind.AFTER_UPDATE));
        if (batched) {
            kinds.addAll(List.of(
                    LossKind.EPOCH_MEAN, LossKind.EPOCH_ROW_MEAN, LossKind.EPOCH_SUM, LossKind.BATCH_AFTER_UPDATE));
        }
        if (batched || job.model().isRandom()) {
            kinds.add(LossKind.ALL_ROWS_BEFORE_UPDATE);
        }
        kinds.add(LossKind.RUNNING_MEAN);
        List<Reading> readings = new ArrayList<>();
        kinds.forEach(kind -> readings.add(new LossOf(kind, true)));
        if (job.regularization().l1() > 0 || job.regularization().l2() > 0) {
            kinds.forEach(kind -> readings.add(new LossOf(kind, false)));
        }
        return readings;
    }

    /** Returns the differences between predictions and targets that a name can mean beside the loss. */
    private List<Reading> measures(String name) {
        List<DifferenceOf.Form> forms = switch (name) {
            case "mse", "mean_squared_error" -> List.of(DifferenceOf.Form.MEAN_SQUARE);
            case "rmse" -> List.of(DifferenceOf.Form.ROOT_MEAN_SQUARE);
            case "mae", "mean_absolute_error" -> List.of(DifferenceOf.Form.MEAN_ABSOLUTE);
            case "error", "err" ->
                List.of(DifferenceOf.Form.MEAN_ABSOLUTE, DifferenceOf.Form.SIGNED, DifferenceOf.Form.OPPOSITE);
            default -> List.of();
        };
        boolean same = ((name.startsWith("mse") || name.contains("squared")) && loss().startsWith("mse"))
                || ((name.startsWith("mae") || name.contains("absolute")) && loss().startsWith("mae"));
        List<Reading> readings = new ArrayList<>();
        for (DifferenceOf.Form form : same ? List.<DifferenceOf.Form>of() : forms) {
            for (Moment moment : List.of(Moment.BEFORE_UPDATE, Moment.AFTER_UPDATE)) {
                readings.add(new DifferenceOf(form, Over.ALL, moment));
                if (batched) {
                    readings.add(new DifferenceOf(form, Over.BATCH, moment));
                }
            }
        }
        return readings;
    }

    /** Returns numbers over the test rows, where words in small letters say so; else null. */
    @Nullable
    Candidates test(List<String> words) {
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

    /** Returns the accuracies of a run; two numbers are how many rows are right, and how many there are. */
    Candidates accuracies(int count) {
        if (!hasClasses()) {
            return Candidates.none("the targets are not classes, so there is no accuracy");
        }
        List<Reading> readings = new ArrayList<>();
        for (Over over : Over.values()) {
            boolean there = over == Over.ALL || (over == Over.TEST ? job.data().test() != null : batched);
            for (Moment moment : there ? Moment.values() : new Moment[0]) {
                if (count == 1) {
                    readings.addAll(accuracies(over, moment));
                } else if (count == 2) {
                    Reading right = new AccuracyOf(over, moment, AccuracyOf.Form.COUNT);
                    readings.add(new Sequence(List.of(right, new RowsOf(over))));
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
}
