package dev.downhill.export.python;

import dev.downhill.engine.autograd.op.Expand;
import dev.downhill.engine.loss.BinaryCrossEntropyLoss;
import dev.downhill.engine.loss.BinaryCrossEntropyWithLogitsLoss;
import dev.downhill.engine.loss.CrossEntropyLoss;
import dev.downhill.engine.loss.HingeLoss;
import dev.downhill.engine.loss.HuberLoss;
import dev.downhill.engine.loss.LogCoshLoss;
import dev.downhill.engine.loss.Loss;
import dev.downhill.engine.loss.MeanAbsoluteErrorLoss;
import dev.downhill.engine.loss.MeanSquaredErrorLoss;
import dev.downhill.engine.loss.Targets;
import dev.downhill.export.NotExportable;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Objective;
import dev.downhill.specification.Regularization;
import dev.downhill.specification.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The body of {@code loss(y_pred, y)}. */
final class LossText {
    private LossText() {}

    static List<String> of(JobSpecification job) {
        List<String> lines = new ArrayList<>(alignment(job));
        String loss = switch (job.loss()) {
            case Objective.Catalogued known -> call(known.loss(), reduction(known));
            case Objective.Formula formula ->
                "(" + new PythonFormula(name -> name.equals("yPred") ? "y_pred" : name).text(formula.expression())
                        + ")." + reduction(formula) + "()";
        };
        Regularization penalty = job.regularization();
        lines.add("return " + loss
                + (penalty.l1() > 0
                        ? " + " + Literals.number(penalty.l1()) + " * sum(w.abs().sum() for w in p.values())"
                        : "")
                + (penalty.l2() > 0
                        ? " + " + Literals.number(penalty.l2()) + " * sum((w**2).sum() for w in p.values())"
                        : ""));
        return lines;
    }

    private static String reduction(Objective objective) {
        return objective.reduction().name().toLowerCase(Locale.ROOT);
    }

    /** Makes prediction and target of one shape, as PyTorch's losses need them. */
    private static List<String> alignment(JobSpecification job) {
        var faults = new Faults();
        Forward forward = Forward.of(job, job.data().training().rows(), Forward.Mode.EVALUATION, faults);
        faults.throwIfAny();
        if (forward == null) {
            throw new NotExportable("the model does not fit its data");
        }
        if (forward.prediction().op() instanceof Expand) {
            return List.of("y_pred = y_pred.expand_as(y)");
        }
        int outputs = forward.prediction().shape().rank();
        int targets = forward.target().shape().rank();
        if (job.loss().targets() == Targets.CLASSES) {
            return outputs > 2
                    ? List.of("y_pred, y = y_pred.flatten(0, -2), y.reshape(-1)")
                    : targets == 2 ? List.of("y = y.reshape(-1)") : List.of();
        }
        boolean oneOutput = outputs == 2 && forward.prediction().shape().dim(1) == 1;
        if (oneOutput && targets == 1) {
            return List.of("y = y.reshape(-1, 1)");
        }
        return List.of();
    }

    private static String call(Loss loss, String reduction) {
        return switch (loss) {
            case MeanSquaredErrorLoss f -> named("mse_loss", "", reduction);
            case MeanAbsoluteErrorLoss f -> named("l1_loss", "", reduction);
            case HuberLoss f -> named("huber_loss", ", delta=" + Literals.number(f.delta()), reduction);
            case BinaryCrossEntropyLoss f -> named("binary_cross_entropy", "", reduction);
            case BinaryCrossEntropyWithLogitsLoss f ->
                named("binary_cross_entropy_with_logits", positive(f), reduction);
            case CrossEntropyLoss f ->
                "F.cross_entropy(y_pred, y.long(), reduction=\"" + reduction + "\"" + smoothing(f) + weights(f) + ")";
            case HingeLoss f -> "F.relu(1 - y * y_pred)." + reduction + "()";
            case LogCoshLoss f -> "log_cosh(y_pred - y)." + reduction + "()";
            default -> throw new NotExportable("PyTorch has no equivalent of the loss " + loss);
        };
    }

    private static String positive(BinaryCrossEntropyWithLogitsLoss loss) {
        return loss.posWeight().equals(List.of(1.0)) ? "" : ", pos_weight=" + tensor(loss.posWeight());
    }

    private static String weights(CrossEntropyLoss loss) {
        return loss.classWeights().isEmpty() ? "" : ", weight=" + tensor(loss.classWeights());
    }

    private static String tensor(List<Double> numbers) {
        return numbers.stream().map(Literals::number).collect(Collectors.joining(", ", "torch.tensor([", "])"));
    }

    private static String smoothing(CrossEntropyLoss loss) {
        return loss.labelSmoothing() == 0 ? "" : ", label_smoothing=" + Literals.number(loss.labelSmoothing());
    }

    private static String named(String function, String options, String reduction) {
        return "F." + function + "(y_pred, y" + options + ", reduction=\"" + reduction + "\")";
    }
}
