package dev.downhill.training.specification;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.training.expression.Expression;
import dev.downhill.training.expression.ExpressionParser;
import dev.downhill.training.expression.ExpressionSyntaxException;
import dev.downhill.training.model.ExpressionModel;
import dev.downhill.training.model.ModelDefinition;
import dev.downhill.training.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The model of a specification. */
final class ModelReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]{0,63}");

    private final Limits limits;

    ModelReader(Limits limits) {
        this.limits = limits;
    }

    /** Returns the model, or null after saying what is wrong. */
    @Nullable
    ModelDefinition read(Fields fields) {
        Expression expression = expression(fields, "expression");
        List<Parameter> parameters = parameters(fields);
        fields.refuseOthers();
        return expression == null || parameters == null ? null : new ExpressionModel(expression, parameters);
    }

    /** Returns the expression of a field, or null after saying what is wrong. */
    static @Nullable Expression expression(Fields fields, String field) {
        JsonNode source = fields.required(field);
        if (source == null) {
            return null;
        }
        if (!source.isString()) {
            fields.refuse(field, "type", "an expression is a text, not " + Fields.kindOf(source));
            return null;
        }
        fields.fill(field, source);
        try {
            return ExpressionParser.parse(source.stringValue());
        } catch (ExpressionSyntaxException e) {
            fields.refuse(field, "syntax", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable List<Parameter> parameters(Fields fields) {
        JsonNode object = fields.optional("parameters");
        if (object == null) {
            fields.filled().putObject("parameters");
            return List.of();
        }
        if (!(object instanceof ObjectNode parameters)) {
            fields.refuse("parameters", "type", "'parameters' is an object, not " + Fields.kindOf(object));
            return null;
        }
        fields.fill("parameters", parameters);
        var numbers = new Numbers(fields.faults());
        List<Parameter> read = new ArrayList<>();
        long size = 0;
        for (String name : parameters.propertyNames()) {
            String pointer = new Fields(parameters, fields.pointer("parameters"), fields.faults()).pointer(name);
            if (!NAME.matcher(name).matches()) {
                fields.faults().add(pointer, "name", "a parameter's name is a letter, then letters, digits and '_'");
            }
            NDArray initial =
                    numbers.array(parameters.get(name), "parameter '" + name + "'", pointer, limits.parameters());
            if (initial != null) {
                size += initial.shape().size();
                read.add(new Parameter(name, initial));
            }
        }
        if (size > limits.parameters()) {
            fields.refuse(
                    "parameters",
                    "tooLarge",
                    "the parameters have " + size + " numbers; at most " + limits.parameters() + " are accepted");
            return null;
        }
        return read.size() == parameters.size() ? read : null;
    }
}
