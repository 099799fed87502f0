package dev.downhill.specification.reading;

import dev.downhill.data.ReadingAllowance;
import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.model.ExpressionModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a formula that stands alone, with its parameters: {@code {"expression": ..., "parameters": {...}}}. */
public final class FormulaReader {
    private final Limits limits;

    public FormulaReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Returns the formula.
     *
     * @param allowance the bytes that its parameters may take
     * @throws dev.downhill.specification.fault.InvalidSpecification with every fault that was found
     */
    public ExpressionModel read(JsonNode json, ReadingAllowance allowance) {
        var faults = new Faults();
        if (!(json instanceof ObjectNode object)) {
            faults.add("", "type", "a formula must be an object, not " + Fields.kindOf(json));
            faults.throwIfAny();
            throw new IllegalStateException("unreachable");
        }
        var fields = new Fields(object, "", faults);
        ExpressionModel formula = new ModelReader(limits, 0, allowance).formula(fields, null);
        fields.refuseOthers();
        faults.throwIfAny();
        if (formula == null) {
            throw new IllegalStateException("a part is missing, but no fault was said");
        }
        return formula;
    }
}
