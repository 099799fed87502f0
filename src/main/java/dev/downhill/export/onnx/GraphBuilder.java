package dev.downhill.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.downhill.engine.autograd.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes and the constants of an ONNX graph; every value has a name. */
final class GraphBuilder {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("downhill");
    private final DType dtype;
    private final Set<String> taken;
    private int named;

    /**
     * @param dtype the type of every number
     * @param taken names that inputs and parameters have, so that no other value gets one of them
     */
    GraphBuilder(DType dtype, Set<String> taken) {
        this.dtype = dtype;
        this.taken = new HashSet<>(taken);
    }

    /** Returns a name that no value has yet: the one that is wanted, where it is free. */
    String free(String wanted) {
        String name = wanted;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    GraphProto.Builder graph() {
        return graph;
    }

    int type() {
        return (dtype == DType.FLOAT64 ? TensorProto.DataType.DOUBLE : TensorProto.DataType.FLOAT).getNumber();
    }

    /** Returns whether the graph holds the value of a name itself, as it holds parameters. */
    boolean isGiven(String name) {
        return graph.getInitializerList().stream()
                .anyMatch(given -> given.getName().equals(name));
    }

    /** Adds an operation and returns the name of its result. */
    String node(String operation, List<String> inputs, AttributeProto... attributes) {
        String output = free(operation + ":" + named++);
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operation)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes)));
        return output;
    }

    String node(String operation, String... inputs) {
        return node(operation, List.of(inputs));
    }

    /** Gives a value a name of its own. */
    void rename(String value, String name) {
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
    }

    String cast(String value, int type) {
        return node("Cast", List.of(value), attribute("to", type));
    }

    /** Adds a number and returns its name. */
    String number(double value) {
        return numbers(free("number:" + named++), new int[0], value);
    }

    /** Adds numbers under a name, which is returned. */
    String numbers(String name, int[] dims, double... values) {
        int width = dtype == DType.FLOAT64 ? Double.BYTES : Float.BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(values.length * width).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (dtype == DType.FLOAT64) {
                bytes.putDouble(value);
            } else {
                bytes.putFloat((float) value);
            }
        }
        add(name, type(), dims, bytes);
        return name;
    }

    /** Adds a vector of whole numbers and returns its name. */
    String wholes(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        String name = free("wholes:" + named++);
        add(name, TensorProto.DataType.INT64.getNumber(), new int[] {values.length}, bytes);
        return name;
    }

    private void add(String name, int type, int[] dims, ByteBuffer bytes) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(type);
        for (int dim : dims) {
            tensor.addDims(dim);
        }
        graph.addInitializer(tensor.setRawData(ByteString.copyFrom(bytes.flip())));
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values)
                .build();
    }
}
