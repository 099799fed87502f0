package dev.downhill.specification.reading;

import dev.downhill.data.Partition;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.loss.Targets;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.optimizer.Optimizers;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.engine.schedule.Schedules;
import dev.downhill.specification.Clipping;
import dev.downhill.specification.FormulaSchedule;
import dev.downhill.specification.Objective;
import dev.downhill.specification.Regularization;
import dev.downhill.specification.StopRule;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.expression.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the optimization of a specification: optimizer, schedule, regularization, clipping, and stopping rules. */
final class OptimizationReader {
    private OptimizationReader() {}

    static @Nullable Optimizer optimizer(Fields job) {
        return KindReader.nested(Optimizers.CATALOGUE, job, "optimizer", "\"sgd\"");
    }

    static @Nullable LearningRateSchedule schedule(Fields job) {
        JsonNode given = job.peek("schedule");
        if (given == null || !given.hasNonNull("expression")) {
            return KindReader.nested(Schedules.CATALOGUE, job, "schedule", "\"constant\"", "expression");
        }
        Fields fields = job.object("schedule");
        if (fields == null) {
            return null;
        }
        Expression expression = ModelReader.expression(fields, "expression");
        fields.askNull("type");
        fields.refuseOthers();
        job.fill("schedule", fields.filled());
        if (expression == null) {
            return null;
        }
        Tensor k = FormulaSchedule.stepVariable();
        Tensor factor = new Scope()
                .with("step", Map.of("k", k))
                .evaluate(expression, fields.pointer("expression"), job.faults());
        return factor == null ? null : new FormulaSchedule(expression, k, factor);
    }

    static Regularization regularization(Fields job) {
        Fields fields = job.peek("regularization") == null ? null : job.object("regularization");
        if (fields == null) {
            job.ask("regularization");
            job.filled().putNull("regularization");
            return new Regularization(0, 0);
        }
        double l1 = fields.numberFromZero("l1", 0);
        double l2 = fields.numberFromZero("l2", 0);
        fields.refuseOthers();
        job.fill("regularization", fields.filled());
        return new Regularization(l1, l2);
    }

    static Clipping clipping(Fields job) {
        Fields fields = job.peek("gradientClipping") == null ? null : job.object("gradientClipping");
        if (fields == null) {
            job.ask("gradientClipping");
            job.filled().putNull("gradientClipping");
            return new Clipping.None();
        }
        boolean byNorm = fields.peek("norm") != null;
        boolean byValue = fields.peek("value") != null;
        String option = byNorm ? "norm" : "value";
        if (byNorm == byValue) {
            job.refuse("gradientClipping", "options", "give either 'norm' or 'value'");
            fields.acceptOthers();
        }
        double limit = fields.positive(option, 1);
        fields.askNull("norm", "value");
        fields.refuseOthers();
        job.fill("gradientClipping", fields.filled());
        return byNorm ? new Clipping.ByNorm(limit) : new Clipping.ByValue(limit);
    }

    /**
     * Returns the rule that stops the run.
     *
     * @param data the rows, or null where they could not be read
     * @param loss or null where it could not be read
     */
    static StopRule stop(Fields job, @Nullable Partition data, @Nullable Objective loss) {
        Fields fields = job.peek("stop") == null ? null : job.object("stop");
        if (fields == null) {
            job.ask("stop");
            job.filled().putNull("stop");
            return StopRule.NONE;
        }
        fields.filled().putNull("lossBelow").putNull("patience");
        double lossBelow = fields.peek("lossBelow") == null
                ? Double.NEGATIVE_INFINITY
                : fields.number("lossBelow", 0, Double::isFinite, "finite");
        long patience = fields.peek("patience") == null ? 0 : fields.whole("patience", 0, 1, Long.MAX_VALUE);
        fields.askNull("lossBelow", "patience");
        double minDelta = fields.numberFromZero("minDelta", 0);
        StopRule.Monitor monitor = monitor(fields, data, loss);
        boolean restoreBest = fields.flag("restoreBest", false);
        fields.refuseOthers();
        job.fill("stop", fields.filled());
        return new StopRule(lossBelow, patience, minDelta, monitor, restoreBest);
    }

    private static StopRule.Monitor monitor(Fields stop, @Nullable Partition data, @Nullable Objective loss) {
        StopRule.Monitor monitor = StopRule.Monitor.LOSS;
        JsonNode given = stop.optional("monitor");
        if (given != null) {
            List<StopRule.Monitor> all = List.of(StopRule.Monitor.values());
            Optional<StopRule.Monitor> found = all.stream()
                    .filter(candidate -> given.isString() && candidate.text().equals(given.stringValue()))
                    .findFirst();
            if (found.isEmpty()) {
                String names = all.stream().map(StopRule.Monitor::text).collect(Collectors.joining(", "));
                stop.refuse("monitor", "choice", "'monitor' must be one of " + names + ", not " + Fields.shown(given));
            }
            monitor = found.orElse(monitor);
        }
        if (monitor != StopRule.Monitor.LOSS && data != null && data.test() == null) {
            stop.refuse(
                    "monitor",
                    "noTestRows",
                    "'" + monitor.text() + "' needs test rows, but there are none: set 'testFraction' in 'data'");
        }
        if (monitor == StopRule.Monitor.TEST_ACCURACY && loss != null && loss.targets() == Targets.NUMBERS) {
            stop.refuse(
                    "monitor",
                    "noClasses",
                    "'testAccuracy' needs a loss of classes, such as crossEntropy; this one compares numbers: monitor "
                            + "'testLoss'");
        }
        stop.filled().put("monitor", monitor.text());
        return monitor;
    }
}
