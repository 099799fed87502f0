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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /**
     * A tensor of a file.
     *
     * @param dtype as the format names it
     * @param parts its elements, row-major, one part after the other
     */
    private record Entry(String name, String dtype, int[] shape, List<double[]> parts) {
        long bytes() {
            long numbers = 0;
            for (double[] part : parts) {
                numbers += part.length;
            }
            return numbers * (dtype.equals("F32") ? Float.BYTES : Double.BYTES);
        }

        void write(OutputStream out) throws IOException {
            for (double[] part : parts) {
                for (double value : part) {
                    ByteBuffer number = littleEndian(dtype.equals("F32") ? Float.BYTES : Double.BYTES);
                    out.write((switch (dtype) {
                                case "F32" -> number.putFloat((float) value);
                                case "I64" -> number.putLong((long) value);
                                default -> number.putDouble(value);
                            })
                            .array());
                }
            }
        }
    }

    /** Writes the weights of one state. */
    public static void write(JobSpecification job, Checkpoint state, Precision precision, OutputStream to)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Parameter parameter : job.modelState()) {
            double[] values = Objects.requireNonNull(state.parameters().get(parameter.name()), parameter.name());
            entries.add(new Entry(
                    parameter.name(),
                    dtype(precision),
                    parameter.initial().shape().dims(),
                    List.of(values)));
        }
        write(Map.of("step", Long.toString(state.step())), entries, to);
    }

    /** Writes the weights after several steps: the tensor of a parameter has one entry for each step. */
    public static void write(WeightHistory history, Precision precision, OutputStream to) throws IOException {
        int count = history.steps().size();
        List<Entry> entries = new ArrayList<>();
        double[] steps = history.steps().stream().mapToDouble(Long::doubleValue).toArray();
        entries.add(new Entry(WeightHistory.STEPS, "I64", new int[] {count}, List.of(steps)));
        for (Parameter parameter : history.job().model().parameters()) {
            entries.add(
                    new Entry(parameter.name(), dtype(precision), history.shape(parameter), history.values(parameter)));
        }
        Long next = history.next();
        write(next == null ? Map.of() : Map.of("next", next.toString()), entries, to);
    }

    private static void write(Map<String, String> metadata, List<Entry> entries, OutputStream to) throws IOException {
        byte[] header = header(metadata, entries);
        var out = new BufferedOutputStream(to);
        out.write(littleEndian(Long.BYTES).putLong(header.length).array());
        out.write(header);
        for (Entry entry : entries) {
            entry.write(out);
        }
        out.flush();
    }

    /** Filled with spaces, so that the numbers begin at a multiple of eight. */
    private static byte[] header(Map<String, String> metadata, List<Entry> entries) {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode about = header.putObject("__metadata__").put("format", "pt");
        metadata.forEach(about::put);
        long offset = 0;
        for (Entry entry : entries) {
            ObjectNode tensor = header.putObject(entry.name());
            tensor.put("dtype", entry.dtype());
            ArrayNode shape = tensor.putArray("shape");
            Arrays.stream(entry.shape()).forEach(shape::add);
            ArrayNode offsets = tensor.putArray("data_offsets").add(offset);
            offset += entry.bytes();
            offsets.add(offset);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        byte[] filled = Arrays.copyOf(json, Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT);
        Arrays.fill(filled, json.length, filled.length, (byte) ' ');
        return filled;
    }

    private static String dtype(Precision precision) {
        return precision.dtype() == DType.FLOAT64 ? "F64" : "F32";
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
