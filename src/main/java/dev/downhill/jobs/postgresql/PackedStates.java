package dev.downhill.jobs.postgresql;

import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Patience;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States of runs as bytes: every number with all its bits. */
final class PackedStates {
    private static final int VERSION = 1;

    private PackedStates() {}

    static byte[] pack(List<Checkpoint> states) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(states.size());
            for (Checkpoint state : states) {
                write(state, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<Checkpoint> unpack(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("states of version " + version);
            }
            int count = in.readInt();
            List<Checkpoint> states = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                states.add(read(in));
            }
            return states;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns numbers as eight bytes each. */
    static byte[] bytes(double[] numbers) {
        byte[] bytes = new byte[numbers.length * Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().put(numbers);
        return bytes;
    }

    static double[] numbers(byte[] bytes) {
        double[] numbers = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
        return numbers;
    }

    private static void write(Checkpoint state, DataOutputStream out) throws IOException {
        out.writeLong(state.step());
        out.writeInt(state.parameters().size());
        for (Map.Entry<String, double[]> parameter : state.parameters().entrySet()) {
            out.writeUTF(parameter.getKey());
            write(parameter.getValue(), out);
        }
        out.writeInt(state.state().size());
        for (double[] values : state.state()) {
            write(values, out);
        }
        Checkpoint.Place place = state.place();
        out.writeLong(place.shuffle());
        out.writeInt(place.row());
        out.writeLong(place.dropout());
        out.writeDouble(place.patience().best());
        out.writeLong(place.patience().steps());
    }

    private static Checkpoint read(DataInputStream in) throws IOException {
        long step = in.readLong();
        int names = in.readInt();
        Map<String, double[]> parameters = new LinkedHashMap<>();
        for (int i = 0; i < names; i++) {
            String name = in.readUTF();
            parameters.put(name, readNumbers(in));
        }
        int count = in.readInt();
        List<double[]> state = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            state.add(readNumbers(in));
        }
        var place = new Checkpoint.Place(
                in.readLong(), in.readInt(), in.readLong(), new Patience(in.readDouble(), in.readLong()));
        return new Checkpoint(step, parameters, List.copyOf(state), place);
    }

    private static void write(double[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        out.write(bytes(numbers));
    }

    private static double[] readNumbers(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt() * Double.BYTES];
        in.readFully(bytes);
        return numbers(bytes);
    }
}
