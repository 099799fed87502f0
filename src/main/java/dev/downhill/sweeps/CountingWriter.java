package dev.downhill.sweeps;

import java.io.IOException;
import java.io.Writer;

/** Holds nothing, and refuses more characters than a limit. */
final class CountingWriter extends Writer {
    private final long limit;
    private long written;

    CountingWriter(long limit) {
        this.limit = limit;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        written += length;
        if (written > limit) {
            throw new IOException("more than " + limit + " characters");
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
