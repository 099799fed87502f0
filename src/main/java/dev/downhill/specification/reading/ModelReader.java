package dev.downhill.specification.reading;

import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.nn.init.Initializer;
import dev.downhill.engine.nn.init.Initializers;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomStreams;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.expression.ExpressionParser;
import dev.downhill.specification.expression.ExpressionSyntaxException;
import dev.downhill.specification.model.ExpressionModel;
import dev.downhill.specification.model.LayeredModel;
import dev.downhill.specification.model.ModelDefinition;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The model of a specification: a formula, or layers. */
final class ModelReader {
    /** The greatest number of names that fit into an expression. */
    private static final int MOST_PARAMETERS = ExpressionParser.MAX_LENGTH / 2;

    private static final int MAX_NAME = 64;

    private final Limits limits;
    private final long seed;
    private final DType dtype;
    private final ReadingAllowance allowance;

    /**
     * @param dtype the precision of the run
     * @param allowance the bytes that the values of the parameters may take
     */
    ModelReader(Limits limits, long seed, DType dtype, ReadingAllowance allowance) {
        this.dtype = dtype;
        this.limits = limits;
        this.seed = seed;
        this.allowance = allowance;
    }

    /**
     * Returns the model, or null after saying what is wrong.
     *
     * @param rows what it is to learn from; null where it is at fault itself
     */
    @Nullable
    ModelDefinition read(Fields fields, @Nullable Partition rows) {
        Dataset data = rows == null ? null : rows.training();
        ModelDefinition model = fields.peek("layers") == null
                ? formula(fields, data)
                : new LayersReader(limits, fields, seed, dtype, allowance).read(rows);
        fields.askNull("layers", "expression", "parameters");
        if (model instanceof LayeredModel layered && data != null) {
            NameClashes.check(layered, data, fields.faults());
        }
        fields.refuseOthers();
        return model;
    }

    /**
     * Returns a formula with its parameters, or null after saying what is wrong.
     *
     * @param data whose columns it may use; null where there is none
     */
    @Nullable
    ExpressionModel formula(Fields fields, @Nullable Dataset data) {
        Expression expression = expression(fields, "expression");
        List<Parameter> parameters = parameters(fields, data);
        return expression == null || parameters == null
                ? null
                : new ExpressionModel(expression, List.copyOf(parameters));
    }

    /** Returns the expression of a field, or null after saying what is wrong. */
    static @Nullable Expression expression(Fields fields, String field) {
        JsonNode source = fields.required(field);
        if (source == null) {
            return null;
        }
        if (!source.isString()) {
            fields.refuse(field, "type", "an expression must be a text, not " + Fields.kindOf(source));
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

    private @Nullable List<Parameter> parameters(Fields model, @Nullable Dataset data) {
        JsonNode object = model.optional("parameters");
        if (object == null) {
            model.filled().putObject("parameters");
            return List.of();
        }
        if (!(object instanceof ObjectNode parameters)) {
            model.refuse("parameters", "type", "'parameters' must be an object, not " + Fields.kindOf(object));
            return null;
        }
        if (parameters.size() > MOST_PARAMETERS) {
            String found =
                    "a formula has at most " + MOST_PARAMETERS + " parameters, but this one has " + parameters.size();
            model.refuse("parameters", "tooLarge", found);
            return null;
        }
        RandomGenerator random = new SplittableRandom(seed ^ RandomStreams.INITIAL);
        var fields = new Fields(parameters, model.pointer("parameters"), model.faults());
        model.fill("parameters", fields.filled());
        if (data != null) {
            NameClashes.check(fields, parameters.propertyNames(), data);
        }
        List<Parameter> read = new ArrayList<>();
        long size = 0;
        for (String name : parameters.propertyNames()) {
            if (!Expression.Name.isPlain(name) || name.length() > MAX_NAME) {
                fields.refuse(
                        name,
                        "name",
                        "a parameter's name is a letter, then letters, digits and '_', at most " + MAX_NAME
                                + " in all");
            }
            NDArray initial = initial(fields, name, random, limits.parameters() - size);
            if (initial != null) {
                size += initial.shape().size();
                read.add(new Parameter(name, initial));
            }
        }
        if (size > limits.parameters()) {
            String found = "the parameters have " + size + " numbers; at most " + limits.parameters() + " are accepted";
            model.refuse("parameters", "tooLarge", found);
            return null;
        }
        return read.size() == parameters.size() ? read : null;
    }

    /**
     * A number or nested arrays, or {@code {"shape": [...], "init": ...}}.
     *
     * @param most how many numbers it may have
     */
    private @Nullable NDArray initial(Fields parameters, String name, RandomGenerator random, long most) {
        var numbers = new NumberReader(parameters.faults(), allowance);
        JsonNode value = parameters.required(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            parameters.fill(name, value);
            return numbers.array(value, "parameter '" + name + "'", parameters.pointer(name), limits.parameters());
        }
        Fields drawn = parameters.object(name);
        JsonNode shape = drawn == null ? null : drawn.required("shape");
        if (drawn == null || shape == null) {
            return null;
        }
        drawn.fill("shape", shape);
        Shape dims = shape(drawn, shape);
        Initializer init = KindReader.nested(Initializers.CATALOGUE, drawn, "init", "\"fanIn\"");
        drawn.refuseOthers();
        parameters.fill(name, drawn.filled());
        if (dims == null || init == null) {
            return null;
        }
        if (dims.size() > most) {
            drawn.refuse(
                    "shape", "tooLarge", "all parameters together have more than " + limits.parameters() + " numbers");
            return null;
        }
        allowance.take((long) dims.size() * Double.BYTES);
        return init.initial(dims, random);
    }

    private @Nullable Shape shape(Fields drawn, JsonNode shape) {
        NDArray dims = shape.isArray() && shape.isEmpty()
                ? NDArray.vector()
                : new NumberReader(drawn.faults()).array(shape, "'shape'", drawn.pointer("shape"), 8);
        if (dims == null) {
            return null;
        }
        double size = 1;
        int[] lengths = new int[dims.values().length];
        for (int i = 0; i < lengths.length; i++) {
            double length = dims.values()[i];
            size *= length;
            lengths[i] = (int) length;
            if (length < 1 || length != Math.rint(length) || size > limits.parameters()) {
                drawn.refuse(
                        "shape",
                        "range",
                        "'shape' must be an array of whole numbers from 1, whose product is at most "
                                + limits.parameters());
                return null;
            }
        }
        return Shape.of(lengths);
    }
}
