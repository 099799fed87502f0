package dev.downhill.export.safetensors;

import dev.downhill.engine.autograd.DType;
import dev.downhill.export.Precision;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.Parameter;
import dev.downhill.training.record.Checkpoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Weights in the <a href="https://github.com/huggingface/safetensors#format">safetensors</a> format: the length of a header
 * in eight bytes, the header as JSON, then the numbers of every tensor, little-endian, without gaps.
 */
public final class Safetensors {
    private static final int ALIGNMENT = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private Safetensors() {}

    public static void write(JobSpecification job, Checkpoint state, Precision precision, OutputStream to)
            throws IOException {
        DType dtype = precision.dtype();
        byte[] header = header(job, state, dtype);
        var out = new BufferedOutputStream(to);
        out.write(littleEndian(Long.BYTES).putLong(header.length).array());
        out.write(header);
        for (Parameter parameter : job.model().parameters()) {
            for (double value : values(state, parameter)) {
                ByteBuffer number = littleEndian(width(dtype));
                out.write((dtype == DType.FLOAT64 ? number.putDouble(value) : number.putFloat((float) value)).array());
            }
        }
        out.flush();
    }

    /** Filled with spaces, so that the numbers begin at a multiple of eight. */
    private static byte[] header(JobSpecification job, Checkpoint state, DType dtype) {
        ObjectNode header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt").put("step", Long.toString(state.step()));
        long offset = 0;
        for (Parameter parameter : job.model().parameters()) {
            ObjectNode tensor = header.putObject(parameter.name());
            tensor.put("dtype", dtype == DType.FLOAT64 ? "F64" : "F32");
            ArrayNode shape = tensor.putArray("shape");
            Arrays.stream(parameter.initial().shape().dims()).forEach(shape::add);
            ArrayNode offsets = tensor.putArray("data_offsets").add(offset);
            offset += (long) values(state, parameter).length * width(dtype);
            offsets.add(offset);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        byte[] filled = Arrays.copyOf(json, Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT);
        Arrays.fill(filled, json.length, filled.length, (byte) ' ');
        return filled;
    }

    private static double[] values(Checkpoint state, Parameter parameter) {
        return Objects.requireNonNull(state.parameters().get(parameter.name()), parameter.name());
    }

    private static int width(DType dtype) {
        return dtype == DType.FLOAT64 ? Double.BYTES : Float.BYTES;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
