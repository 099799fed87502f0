package dev.downhill.specification.reading;

import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.csv.Datasets;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.specification.Batching;
import dev.downhill.specification.Clipping;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.Objective;
import dev.downhill.specification.Optimization;
import dev.downhill.specification.Recording;
import dev.downhill.specification.Regularization;
import dev.downhill.specification.RunLength;
import dev.downhill.specification.SpecificationText;
import dev.downhill.specification.StopRule;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.model.ExpressionModel;
import dev.downhill.specification.model.ModelDefinition;
import dev.downhill.specification.model.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a job's specification from JSON, fills in the defaults, and finds every fault.
 *
 * <p>It reads field by field, and goes on after a fault: docs/decisions/0003-specifications-are-read-by-hand.md.
 * Reading the text of a specification gives that specification again:
 * docs/decisions/0018-a-specification-comes-back-the-same.md.
 */
public final class SpecificationReader {
    private static final int MAX_NAME_LENGTH = 200;
    private static final long DEFAULT_STEPS = 100;

    /** About how many bytes a specification takes beside its data, its parameters and its JSON. */
    private static final int BYTES_BESIDE_ARRAYS = 2048;

    private final Limits limits;
    private final Datasets uploads;
    private final ReadingAllowance allowance;

    /**
     * Returns a reader of specifications that use no uploaded data set.
     *
     * @param limits the bounds within which a specification is accepted
     */
    public SpecificationReader(Limits limits) {
        this(limits, Datasets.NONE);
    }

    /**
     * Returns a reader.
     *
     * @param limits the bounds within which a specification is accepted
     * @param uploads the data sets that users brought
     */
    public SpecificationReader(Limits limits, Datasets uploads) {
        this(limits, uploads, ReadingAllowance.UNLIMITED);
    }

    private SpecificationReader(Limits limits, Datasets uploads, ReadingAllowance allowance) {
        this.limits = limits;
        this.uploads = uploads;
        this.allowance = allowance;
    }

    /**
     * Returns a reader that takes the memory for what it reads from an allowance.
     *
     * @param from throws if the memory is too much
     */
    public SpecificationReader taking(ReadingAllowance from) {
        return new SpecificationReader(limits, uploads, from);
    }

    /**
     * Returns the specification.
     *
     * @param json the body of a request; it is not changed.
     * @throws InvalidSpecification with every fault that was found.
     */
    public JobSpecification read(JsonNode json) {
        var faults = new Faults();
        return faults.checked(read(Fields.of(json, "a specification", faults), null));
    }

    /**
     * Returns a specification that differs from another in neither data nor model nor seed: these are taken over, so a
     * data set that was deleted since is not missed.
     *
     * @param json the whole specification with its changes; its data and model are not read.
     * @param from the specification that it takes data and model from.
     * @throws InvalidSpecification with every fault that was found.
     */
    public JobSpecification readChanged(ObjectNode json, JobSpecification from) {
        var faults = new Faults();
        return faults.checked(read(Fields.of(json, "a specification", faults), from));
    }

    /** Returns the JSON of a specification as a tree of its own, which takes memory of the allowance. */
    public ObjectNode tree(JobSpecification specification) {
        allowance.take(specification.text().treeBytes());
        return specification.text().json();
    }

    private @Nullable JobSpecification read(Fields job, @Nullable JobSpecification from) {
        allowance.take(BYTES_BESIDE_ARRAYS);
        String name = job.text("name", MAX_NAME_LENGTH);
        // The data comes first, because a layer's size may follow from it; in the answer the model does.
        job.filled().putNull("model");
        long seed = job.whole("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE);
        ObjectNode known = from == null ? null : tree(from);
        Partition data = from == null || known == null ? data(job, seed) : kept(job, "data", known, from.data());
        Dataset training = data == null ? null : data.training();
        ModelDefinition model =
                from == null || known == null ? model(job, data, seed) : kept(job, "model", known, from.model());
        if (model instanceof ExpressionModel && data != null && data.features() != null) {
            job.faults()
                    .add(
                            "/data/features",
                            "options",
                            "'features' are inputs of layers; a formula names the columns itself, as in x1 ** 2");
        }
        Objective loss = ObjectiveReader.read(job, training);
        Optimizer optimizer = OptimizationReader.optimizer(job);
        LearningRateSchedule schedule = OptimizationReader.schedule(job);
        Regularization regularization = OptimizationReader.regularization(job);
        Clipping clipping = OptimizationReader.clipping(job);
        int rows = training == null ? limits.rows() : training.rows();
        Batching batching = batching(job, rows);
        long steps = steps(job, batching, rows);
        List<Parameter> parameters = model == null ? List.of() : model.parameters();
        Set<String> frozen = frozen(job, model == null ? null : parameters);
        boolean zeroGrad = job.flag("zeroGrad", true);
        DType dtype = job.choice("dtype", DType.class, DType.FLOAT64);
        StopRule stop = OptimizationReader.stop(job, data, loss);
        Recording record = new RecordingReader(limits).read(job, steps, parameters);
        job.refuseOthers();
        if (model == null || data == null || loss == null || optimizer == null || schedule == null) {
            return null;
        }
        var specification = new JobSpecification(
                name,
                model,
                data,
                loss,
                new Optimization(optimizer, schedule, regularization, clipping, frozen, zeroGrad),
                new RunLength(batching, steps, stop),
                seed,
                dtype,
                record,
                SpecificationText.of(job.filled(), allowance));
        Forward forward = Forward.of(specification, rows, Forward.Mode.EVALUATION, job.faults());
        checkWork(specification, forward, rows, job);
        if (forward != null) {
            TargetCheck.check(specification, forward, job.faults());
            checkBatches(specification, rows, job.faults());
        }
        return specification;
    }

    /** A weight of a convolution works at each place and one of a recurrence at each entry, so their products count. */
    private void checkWork(JobSpecification specification, @Nullable Forward forward, int rows, Fields job) {
        double work = specification.work();
        double products = forward == null
                ? 0
                : forward.products()
                        / Math.max(1, rows)
                        * specification.batching().size()
                        * specification.steps();
        if (work > limits.work()) {
            job.refuse(
                    "steps",
                    "tooLarge",
                    "steps x scalars in all parameters x rows of a step is " + work + ", at most " + limits.work()
                            + " is allowed");
        } else if (products > limits.work()) {
            job.refuse(
                    "steps",
                    "tooLarge",
                    "steps x products of two numbers in the matrix products of a step is " + products + ", at most "
                            + limits.work() + " is allowed");
        }
    }

    /** A statistic of a batch may need more rows than the batches have. */
    private static void checkBatches(JobSpecification job, int rows, Faults faults) {
        if (job.model().statistics().isEmpty()) {
            return;
        }
        int size = job.batching().size();
        for (int batch : rows % size == 0 ? new int[] {size} : new int[] {size, rows % size}) {
            var unused = Forward.of(job, batch, Forward.Mode.TRAINING, faults);
        }
    }

    /** Takes a field over from another specification. */
    private static <T> T kept(Fields job, String field, ObjectNode known, T value) {
        job.ask(field);
        job.fill(field, known.get(field));
        return value;
    }

    private @Nullable ModelDefinition model(Fields job, @Nullable Partition data, long seed) {
        Fields fields = job.required("model") == null ? null : job.object("model");
        if (fields == null) {
            return null;
        }
        ModelDefinition model = new ModelReader(limits, seed, dtype(job), allowance).read(fields, data);
        job.fill("model", fields.filled());
        return model;
    }

    /** The precision, before its turn; what is wrong with it is said then. */
    private static DType dtype(Fields job) {
        JsonNode given = job.peek("dtype");
        return given != null && given.asString("").equals(DType.FLOAT32.text()) ? DType.FLOAT32 : DType.FLOAT64;
    }

    private @Nullable Partition data(Fields job, long seed) {
        JsonNode node = job.required("data");
        Fields fields = node == null ? null : job.object("data");
        if (node == null || fields == null) {
            return null;
        }
        Partition data = new DataReader(limits, uploads, allowance).read(fields, node.propertyNames(), seed);
        job.fill("data", fields.filled());
        return data;
    }

    private static Batching batching(Fields job, int rows) {
        boolean given = job.peek("batchSize") != null;
        int size = (int) job.whole("batchSize", rows, 1, Integer.MAX_VALUE);
        if (size > rows) {
            job.refuse("batchSize", "range", "'batchSize' is " + size + ", but the number of training rows is " + rows);
        }
        boolean shuffle = job.flag("shuffle", given && size < rows);
        return new Batching(Math.min(size, rows), shuffle);
    }

    private long steps(Fields job, Batching batching, int rows) {
        if (job.peek("epochs") == null) {
            job.ask("epochs");
            return job.whole("steps", DEFAULT_STEPS, 1, limits.steps());
        }
        long perEpoch = batching.stepsPerEpoch(rows);
        long epochs = job.whole("epochs", 1, 1, limits.steps() / perEpoch);
        long steps = epochs * perEpoch;
        long given = job.whole("steps", steps, 1, limits.steps());
        if (given != steps) {
            job.refuse(
                    "steps",
                    "options",
                    "'steps' is " + given + ", but 'epochs' " + epochs + " of " + perEpoch
                            + (perEpoch == 1 ? " step" : " steps") + " each make " + steps
                            + "; give one of them, or both alike");
        }
        job.filled().put("steps", steps);
        return steps;
    }

    private static Set<String> frozen(Fields job, @Nullable List<Parameter> parameters) {
        Set<String> frozen = new HashSet<>();
        ArrayNode filled = job.filled().putArray("frozen");
        JsonNode node = job.optional("frozen");
        if (node == null || node.isEmpty() && node.isArray()) {
            return Set.of();
        }
        if (!node.isArray()) {
            job.refuse("frozen", "type", "'frozen' must be an array of names, not " + Fields.kindOf(node));
            return frozen;
        }
        Set<String> known = parameters == null ? null : names(parameters);
        for (int i = 0; i < node.size(); i++) {
            JsonNode element = node.get(i);
            String name = element.isString() ? element.stringValue() : null;
            if (name == null || (known != null && !known.contains(name))) {
                job.faults()
                        .add(
                                job.pointer("frozen") + "/" + i,
                                "unknownName",
                                Fields.shown(element) + " is not the name of a parameter");
            } else if (frozen.add(name)) {
                filled.add(name);
            }
        }
        return frozen;
    }

    private static Set<String> names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::name).collect(Collectors.toSet());
    }
}
