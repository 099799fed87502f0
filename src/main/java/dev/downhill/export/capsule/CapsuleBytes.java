package dev.downhill.export.capsule;

import dev.downhill.engine.autograd.Allowance;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** The bytes of a capsule while it is written; takes memory for them before they are held. */
public final class CapsuleBytes extends OutputStream {
    private static final int PART = 64 << 10;

    /** A growing array is copied to one of twice its length, and in the end to the result. */
    private static final int COPIES = 3;

    private final long most;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long taken;

    /** @param most the limit in bytes */
    public CapsuleBytes(long most) {
        this.most = most;
    }

    @Override
    public void write(int b) {
        expect(1);
        held.write(b);
    }

    /** @throws CapsuleTooLarge if the capsule exceeds its limit */
    @Override
    public void write(byte[] bytes, int from, int count) {
        expect(count);
        held.write(bytes, from, count);
    }

    private void expect(int count) {
        long length = (long) held.size() + count;
        if (length > most) {
            throw new CapsuleTooLarge(most);
        }
        while (taken < length) {
            Allowance.take((long) COPIES * PART);
            taken += PART;
        }
    }

    /** Returns all bytes that were written. */
    public byte[] toByteArray() {
        return held.toByteArray();
    }
}
