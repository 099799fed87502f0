package dev.downhill.export.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.downhill.data.Column;
import dev.downhill.data.Features;
import dev.downhill.data.Standardization;
import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Constant;
import dev.downhill.engine.autograd.op.Expand;
import dev.downhill.engine.autograd.op.Reshape;
import dev.downhill.export.NotExportable;
import dev.downhill.export.Precision;
import dev.downhill.specification.FeatureFormulas;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import dev.downhill.training.record.Checkpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as an ONNX graph: from the columns as the data has them to the prediction {@code yPred}. The graph
 * computes features, and standardizes, where training did so.
 *
 * <p>The number of rows is free. The dimensions that depend on it show in two graphs with different numbers of rows.
 */
public final class OnnxModel {
    /** The version of the intermediate representation of ONNX 1.12. */
    private static final long IR_VERSION = 8;

    private static final long OPERATORS = 17;
    private static final String OUTPUT = "yPred";

    /** Two graphs, and the nodes that are made of them. */
    private static final long BYTES_OF_MODEL = 1 << 20;

    /** The copies of a parameter's numbers: in a buffer, in a message, and in the file. */
    private static final int COPIES = 3;

    /** Primes that no width of a column is likely to be. */
    private static final int ROWS = 7919;

    private static final int OTHER_ROWS = 7927;

    private final JobSpecification job;
    private final Checkpoint state;
    private final GraphBuilder to;
    private final Operations operations;
    private final Forward forward;
    private final Forward other;
    private final Map<Tensor, String> names = new HashMap<>();

    private OnnxModel(JobSpecification job, Checkpoint state, DType dtype) {
        this.job = job;
        this.state = state;
        Forward free = forward(job, ROWS);
        Forward twin = forward(job, OTHER_ROWS);
        if (free == null || twin == null) {
            int rows = job.data().training().rows();
            free = Objects.requireNonNull(forward(job, rows), "it was trained with these");
            twin = free;
        }
        this.forward = free;
        this.other = twin;
        Set<String> taken = new HashSet<>(free.inputs().keySet());
        taken.addAll(free.parameters().keySet());
        this.to = new GraphBuilder(dtype, taken);
        this.operations = new Operations(to);
    }

    /**
     * Returns the model as the bytes of a file.
     *
     * @throws NotExportable if ONNX has no operation like one of the model's
     */
    public static byte[] of(JobSpecification job, Checkpoint state, Precision precision) {
        long numbers = state.parameters().values().stream()
                .mapToLong(values -> values.length)
                .sum();
        Allowance.take(BYTES_OF_MODEL + COPIES * numbers * Double.BYTES);
        return new OnnxModel(job, state, precision.dtype()).write().toByteArray();
    }

    /** Returns null where the model fits no such number of rows. */
    private static @Nullable Forward forward(JobSpecification job, int rows) {
        return Forward.of(job, rows, Forward.Mode.EVALUATION, new Faults());
    }

    private ModelProto write() {
        inputs();
        forward.parameters()
                .forEach((name, tensor) -> names.put(
                        tensor,
                        to.numbers(
                                name,
                                tensor.shape().dims(),
                                Objects.requireNonNull(state.parameters().get(name), name))));
        translate(
                Graph.of(forward.prediction()).nodes(),
                Graph.of(other.prediction()).nodes());
        output();
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Downhill")
                .setDocString(job.name() == null ? "" : job.name())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("step").setValue(Long.toString(state.step())))
                .setGraph(to.graph())
                .build();
    }

    private void translate(List<Tensor> nodes, List<Tensor> twins) {
        for (int i = 0; i < nodes.size(); i++) {
            if (!names.containsKey(nodes.get(i))) {
                names.put(nodes.get(i), translated(nodes.get(i), twins.get(i)));
            }
        }
    }

    private void inputs() {
        Features features = job.data().features();
        List<Column> columns = job.model().inputs(job.data().training());
        Standardization all = job.data().standardization();
        Standardization scale = all == null || all.means().size() == columns.size() ? all : all.joined();
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            String name = column.name();
            Tensor variable = Objects.requireNonNull(forward.inputs().get(name), name);
            Tensor twin = Objects.requireNonNull(other.inputs().get(name), name);
            String seen = name;
            if (features == null) {
                to.graph().addInput(value(name, variable.shape(), twin.shape()));
            } else {
                seen = computed(features, name);
            }
            names.put(
                    variable,
                    scale == null
                            ? seen
                            : standardized(
                                    seen,
                                    column,
                                    scale.means().get(c),
                                    scale.deviations().get(c)));
        }
    }

    /** Adds the inputs as given, side by side, as the graph's input; returns the features of them, side by side. */
    private String computed(Features features, String input) {
        List<Column> given = features.training().inputs();
        int width = given.stream().mapToInt(Column::stride).sum();
        to.graph().addInput(value(input, Shape.of(ROWS, width), Shape.of(OTHER_ROWS, width)));
        Map<Column, Integer> offsets = new IdentityHashMap<>();
        int next = 0;
        for (Column column : given) {
            offsets.put(column, next);
            next += column.stride();
        }
        Map<String, FeatureFormulas.Source> sources = FeatureFormulas.sources(given);
        Map<String, Tensor> columns = FeatureFormulas.variables(sources, ROWS);
        Map<String, Tensor> twins = FeatureFormulas.variables(sources, OTHER_ROWS);
        sources.forEach((name, source) -> {
            int index = Objects.requireNonNull(offsets.get(source.column())) + source.element();
            String sliced = to.node("Gather", List.of(input, to.wholes(index)), GraphBuilder.attribute("axis", 1));
            names.put(Objects.requireNonNull(columns.get(name)), to.node("Squeeze", sliced, to.wholes(1)));
        });
        List<String> formulas = features.rule().formulas();
        List<Tensor> tensors = FeatureFormulas.tensors(formulas, columns);
        translate(
                Graph.of(tensors).nodes(),
                Graph.of(FeatureFormulas.tensors(formulas, twins)).nodes());
        List<String> parts = new ArrayList<>();
        for (Tensor tensor : tensors) {
            parts.add(to.node("Unsqueeze", Objects.requireNonNull(names.get(tensor), "translated"), to.wholes(1)));
        }
        return to.node("Concat", parts, GraphBuilder.attribute("axis", 1));
    }

    private String standardized(String value, Column column, double[] means, double[] deviations) {
        int[] dims = column.width() == 0 ? new int[0] : new int[] {column.width()};
        String centered = to.node("Sub", value, to.numbers(to.free(column.name() + ":mean"), dims, means));
        return to.node("Div", centered, to.numbers(to.free(column.name() + ":std"), dims, deviations));
    }

    private String translated(Tensor tensor, Tensor twin) {
        Op op = tensor.op();
        List<String> inputs = tensor.inputs().stream()
                .map(input -> Objects.requireNonNull(names.get(input), "inputs come before"))
                .toList();
        return switch (op) {
            case Constant constant -> {
                NDArray value = constant.value();
                yield to.numbers(
                        to.free("constant:" + names.size()), value.shape().dims(), value.values());
            }
            case Reshape reshape -> reshaped(inputs.getFirst(), tensor.shape(), twin.shape());
            case Expand expand -> expanded(inputs.getFirst(), tensor.shape(), twin.shape());
            default ->
                operations.add(
                        op, inputs, tensor.inputs().stream().map(Tensor::shape).toList());
        };
    }

    private String reshaped(String x, Shape shape, Shape twin) {
        long[] dims = new long[shape.rank()];
        int free = 0;
        for (int axis = 0; axis < dims.length; axis++) {
            boolean depends = shape.dim(axis) != twin.dim(axis);
            dims[axis] = depends ? -1 : shape.dim(axis);
            free += depends ? 1 : 0;
        }
        if (free > 1) {
            throw new NotExportable("two dimensions of a tensor depend on the number of rows");
        }
        return to.node("Reshape", x, to.wholes(dims));
    }

    private String expanded(String x, Shape shape, Shape twin) {
        Column first = job.model().inputs(job.data().training()).getFirst();
        String rows = to.node("Slice", to.node("Shape", first.name()), to.wholes(0), to.wholes(1));
        String dims = null;
        for (int axis = 0; axis < shape.rank(); axis++) {
            String dim = shape.dim(axis) == twin.dim(axis) ? to.wholes(shape.dim(axis)) : rows;
            dims = dims == null ? dim : to.node("Concat", List.of(dims, dim), GraphBuilder.attribute("axis", 0));
        }
        return dims == null ? x : to.node("Expand", x, dims);
    }

    private void output() {
        String name = to.free(OUTPUT);
        Tensor prediction = forward.prediction();
        to.rename(Objects.requireNonNull(names.get(prediction), "it is the last node"), name);
        to.graph().addOutput(value(name, prediction.shape(), other.prediction().shape()));
    }

    private ValueInfoProto value(String name, Shape shape, Shape twin) {
        var dims = TensorShapeProto.newBuilder();
        for (int axis = 0; axis < shape.rank(); axis++) {
            var dim = TensorShapeProto.Dimension.newBuilder();
            dims.addDim(shape.dim(axis) == twin.dim(axis) ? dim.setDimValue(shape.dim(axis)) : dim.setDimParam("rows"));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(to.type())
                                .setShape(dims)))
                .build();
    }
}
