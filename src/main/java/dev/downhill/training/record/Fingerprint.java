package dev.downhill.training.record;

import dev.downhill.specification.JobSpecification;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprint of a run: a SHA-256 over its specification and every number that it recorded.
 *
 * <p>Equal runs have equal fingerprints, for any number of threads and on every CPU with fused multiply-add. It is computed
 * when it is asked for, because an ended job then holds nothing for it, and writing a job as JSON costs more than ten times
 * as much. docs/reference/numerics.md says what is added in which order.
 */
public final class Fingerprint {
    private static final byte[] VERSION = "downhill 1\n".getBytes(StandardCharsets.UTF_8);
    private static final int BUFFER = 4096;

    private final MessageDigest digest;
    private final ByteBuffer buffer;

    private Fingerprint(MessageDigest digest, long numbers) {
        this.digest = digest;
        this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER, numbers * Double.BYTES));
    }

    /**
     * Returns the fingerprint of a run that has ended.
     *
     * @param end the state after the last step
     * @param finalLoss the loss over all training rows with the final parameters, or null
     * @return 64 hexadecimal digits
     */
    public static String of(JobSpecification job, Trajectory trajectory, Checkpoint end, @Nullable Double finalLoss) {
        MessageDigest digest = sha256();
        digest.update(VERSION);
        job.text().addTo(digest);
        var fingerprint = new Fingerprint(digest, trajectory.bytes() / Double.BYTES + 16);
        trajectory.addTo(fingerprint);
        fingerprint.add(end.step());
        end.parameters().values().forEach(fingerprint::add);
        fingerprint.add(finalLoss == null ? Double.NaN : finalLoss);
        fingerprint.flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds the bits of a number; every NaN has the same. */
    void add(double number) {
        add(Double.doubleToLongBits(number));
    }

    /** Adds a whole number. */
    void add(long number) {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(number);
    }

    private void add(double[] numbers) {
        add((long) numbers.length);
        for (double number : numbers) {
            add(number);
        }
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer.clear();
    }
}
