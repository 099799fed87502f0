package dev.downhill.specification.reading;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.optimizer.Optimizers;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.engine.schedule.Schedules;
import dev.downhill.specification.Clipping;
import dev.downhill.specification.FormulaSchedule;
import dev.downhill.specification.Regularization;
import dev.downhill.specification.StopRule;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.expression.Scope;
import java.util.Map;
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

    static StopRule stop(Fields job) {
        Fields fields = job.peek("stop") == null ? null : job.object("stop");
        if (fields == null) {
            job.ask("stop");
            job.filled().putNull("stop");
            return new StopRule(Double.NEGATIVE_INFINITY, 0, 0);
        }
        fields.filled().putNull("lossBelow").putNull("patience");
        double lossBelow = fields.peek("lossBelow") == null
                ? Double.NEGATIVE_INFINITY
                : fields.number("lossBelow", 0, Double::isFinite, "finite");
        long patience = fields.peek("patience") == null ? 0 : fields.whole("patience", 0, 1, Long.MAX_VALUE);
        fields.askNull("lossBelow", "patience");
        double minDelta = fields.numberFromZero("minDelta", 0);
        fields.refuseOthers();
        job.fill("stop", fields.filled());
        return new StopRule(lossBelow, patience, minDelta);
    }
}
