package dev.downhill.training.specification;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.optimizer.Optimizers;
import dev.downhill.training.fault.Faults;
import dev.downhill.training.fault.InvalidSpecification;
import dev.downhill.training.model.ModelDefinition;
import dev.downhill.training.model.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a job's specification from JSON, fills in the defaults, and finds every fault. */
public final class SpecificationReader {
    private static final int MAX_NAME_LENGTH = 200;
    private static final long DEFAULT_STEPS = 100;

    private final Limits limits;

    public SpecificationReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Returns the specification.
     *
     * @throws InvalidSpecification with every fault that was found
     */
    public JobSpecification read(JsonNode json) {
        var faults = new Faults();
        if (!(json instanceof ObjectNode object)) {
            faults.add("", "type", "a specification is an object, not " + Fields.kindOf(json));
            faults.throwIfAny();
            throw new IllegalStateException("unreachable");
        }
        JobSpecification job = read(new Fields(object, "", faults));
        faults.throwIfAny();
        if (job == null) {
            throw new IllegalStateException("a part is missing, but no fault was said");
        }
        return job;
    }

    private @Nullable JobSpecification read(Fields job) {
        String name = job.text("name", MAX_NAME_LENGTH);
        ModelDefinition model = model(job);
        Dataset data = data(job);
        Objective loss = ObjectiveReader.read(job);
        Optimizer optimizer = optimizer(job);
        long steps = job.whole("steps", DEFAULT_STEPS, 1, limits.steps());
        List<Parameter> parameters = model == null ? List.of() : model.parameters();
        Set<String> frozen = frozen(job, model == null ? null : parameters);
        long seed = job.whole("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE);
        boolean zeroGrad = job.flag("zeroGrad", true);
        DType dtype = job.choice("dtype", DType.class, DType.FLOAT64);
        Recording record = new RecordingReader(limits).read(job, steps, parameters);
        job.refuseOthers();
        if (model == null || data == null || loss == null || optimizer == null || record == null) {
            return null;
        }
        var specification = new JobSpecification(
                name, model, data, loss, optimizer, frozen, steps, seed, zeroGrad, dtype, record, job.filled());
        Forward.of(specification, data.rows(), job.faults());
        return specification;
    }

    private @Nullable ModelDefinition model(Fields job) {
        JsonNode node = job.required("model");
        if (node == null) {
            return null;
        }
        Fields fields = job.object("model");
        if (fields == null) {
            return null;
        }
        ModelDefinition model = new ModelReader(limits).read(fields);
        job.fill("model", fields.filled());
        return model;
    }

    private @Nullable Dataset data(Fields job) {
        JsonNode node = job.required("data");
        Fields fields = node == null ? null : job.object("data");
        if (node == null || fields == null) {
            return null;
        }
        Dataset data = new DataReader(limits).read(fields, node.propertyNames());
        job.fill("data", fields.filled());
        return data;
    }

    private static @Nullable Optimizer optimizer(Fields job) {
        JsonNode node = job.optional("optimizer");
        Fields fields;
        if (node == null || node.isString()) {
            ObjectNode named = job.filled().objectNode();
            named.put("type", node == null ? "sgd" : node.stringValue());
            fields = new Fields(named, job.pointer("optimizer"), job.faults());
        } else {
            fields = job.object("optimizer");
        }
        if (fields == null) {
            return null;
        }
        Optimizer optimizer = KindReader.read(Optimizers.CATALOGUE, fields, "sgd");
        fields.refuseOthers();
        job.fill("optimizer", fields.filled());
        return optimizer;
    }

    private static Set<String> frozen(Fields job, @Nullable List<Parameter> parameters) {
        Set<String> frozen = new HashSet<>();
        ArrayNode filled = job.filled().putArray("frozen");
        JsonNode node = job.optional("frozen");
        if (node == null) {
            return frozen;
        }
        if (!node.isArray()) {
            job.refuse("frozen", "type", "'frozen' is an array of names, not " + Fields.kindOf(node));
            return frozen;
        }
        for (int i = 0; i < node.size(); i++) {
            JsonNode element = node.get(i);
            String name = element.isString() ? element.stringValue() : null;
            if (name == null || isUnknown(name, parameters)) {
                job.faults()
                        .add(
                                job.pointer("frozen") + "/" + i,
                                "unknownName",
                                Fields.shown(element) + " is not the name of a parameter");
            } else {
                frozen.add(name);
                filled.add(name);
            }
        }
        return frozen;
    }

    private static boolean isUnknown(String name, @Nullable List<Parameter> parameters) {
        return parameters != null
                && parameters.stream().noneMatch(parameter -> parameter.name().equals(name));
    }
}
