package dev.downhill.specification.reading;

import dev.downhill.data.Dataset;
import dev.downhill.engine.loss.Loss;
import dev.downhill.engine.loss.Losses;
import dev.downhill.engine.loss.Reduction;
import dev.downhill.specification.Objective;
import dev.downhill.specification.expression.Expression;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The loss of a specification: a name, {@code {"type": ...}} or {@code {"expression": ...}}. */
final class ObjectiveReader {
    private ObjectiveReader() {}

    /**
     * Returns the loss of the field {@code loss}, or null after saying what is wrong.
     *
     * @param data what the model is to learn from; null where it is at fault itself
     */
    static @Nullable Objective read(Fields job, @Nullable Dataset data) {
        boolean classes = data != null && !data.classes().isEmpty();
        JsonNode node = job.optional("loss");
        ObjectNode object;
        if (node == null || node.isString()) {
            object = job.filled().objectNode();
            object.put("type", node != null ? node.stringValue() : classes ? "crossEntropy" : "mse");
        } else if (node instanceof ObjectNode given) {
            object = given;
        } else {
            job.refuse("loss", "type", "'loss' must be a name or an object, not " + Fields.kindOf(node));
            return null;
        }
        var fields = new Fields(object, job.pointer("loss"), job.faults());
        Objective objective = object.hasNonNull("expression") ? formula(fields) : catalogued(fields);
        fields.askNull("type", "expression");
        fields.refuseOthers();
        job.fill("loss", fields.filled());
        String fault = objective == null || data == null ? null : WordTarget.fault(objective, data);
        if (fault != null) {
            job.refuse("loss", "target", fault);
        }
        return objective;
    }

    private static @Nullable Objective formula(Fields fields) {
        Expression expression = ModelReader.expression(fields, "expression");
        Reduction reduction = fields.choice("reduction", Reduction.class, Reduction.MEAN);
        return expression == null ? null : new Objective.Formula(expression, reduction);
    }

    private static @Nullable Objective catalogued(Fields fields) {
        Loss loss = KindReader.read(Losses.CATALOGUE, fields, null);
        Reduction reduction = fields.choice("reduction", Reduction.class, Reduction.MEAN);
        return loss == null ? null : new Objective.Catalogued(loss, reduction);
    }
}
