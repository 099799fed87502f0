package dev.downhill.specification.reading;

import dev.downhill.data.ReadingAllowance;
import dev.downhill.engine.autograd.DType;
import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.model.ExpressionModel;
import tools.jackson.databind.JsonNode;

/** Reads a formula that stands alone, with its parameters: {@code {"expression": ..., "parameters": {...}}}. */
public final class FormulaReader {
    private final Limits limits;

    /**
     * Returns a reader.
     *
     * @param limits bound the numbers of the parameters
     */
    public FormulaReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Returns the formula.
     *
     * @param json an object; a field that is not known is a fault.
     * @param allowance the bytes that its parameters may take.
     * @throws dev.downhill.specification.fault.InvalidSpecification with every fault that was found.
     */
    public ExpressionModel read(JsonNode json, ReadingAllowance allowance) {
        var faults = new Faults();
        Fields fields = Fields.of(json, "a formula", faults);
        ExpressionModel formula = new ModelReader(limits, 0, DType.FLOAT64, allowance).formula(fields, null);
        fields.refuseOthers();
        return faults.checked(formula);
    }
}
