package dev.downhill.data.csv;

import dev.downhill.data.DataException;
import dev.downhill.data.ReadingAllowance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A CSV text in UTF-8, unchanged, and a summary of its content.
 *
 * <p>It stays text, because only a job says which column it learns to predict, and because its size in bytes is then known.
 */
public record CsvFile(byte[] utf8, CsvSummary summary) {
    /** The bytes of a column's name and of its fields in the preview. */
    private static final int BYTES_OF_A_COLUMN = 512;

    /**
     * Reads a text to its end, or to the first error.
     *
     * @param options how it is read
     * @param allowance the bytes that the text may take while it is read
     * @throws DataException if it cannot be read; the message names the line
     */
    public static CsvFile read(InputStream in, CsvOptions options, CsvBounds bounds, ReadingAllowance allowance) {
        var copying = new Copying(in, allowance);
        CsvSummary summary = summary(copying, options, bounds);
        return new CsvFile(copying.bytes.toByteArray(), summary);
    }

    private static CsvSummary summary(Copying in, CsvOptions options, CsvBounds bounds) {
        try {
            return CsvSummary.of(decoded(in), options, bounds);
        } catch (DataException e) {
            // The parser reports every exception of its input as an error in the text.
            throw in.refusal == null ? e : in.refusal;
        }
    }

    /** Returns the approximate number of bytes of the text and of the names and types of its columns. */
    public long bytes() {
        long bytes = utf8.length;
        for (CsvSummary.NamedType column : summary.columns()) {
            bytes += BYTES_OF_A_COLUMN + (long) Character.BYTES * column.name().length();
        }
        return bytes;
    }

    /**
     * Returns the rows, for a model that learns to predict one of the columns.
     *
     * @param options how the text is read, which may differ from the upload's
     * @param allowance the bytes that the columns may take while they are read
     * @throws DataException if there is no such target, or another column is not all numbers
     */
    public CsvTable table(String target, CsvOptions options, CsvBounds bounds, ReadingAllowance allowance) {
        return CsvTable.read(decoded(new ByteArrayInputStream(utf8)), target, options, bounds, allowance);
    }

    private static Reader decoded(InputStream in) {
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** Keeps what is read. */
    private static final class Copying extends FilterInputStream {
        /** A buffer doubles as it grows, and at the end there is a copy of the right length. */
        private static final int BYTES_OF_A_BYTE = 3;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final ReadingAllowance allowance;
        private @Nullable RuntimeException refusal;

        Copying(InputStream in, ReadingAllowance allowance) {
            super(in);
            this.allowance = allowance;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            if (next >= 0) {
                take(1);
                bytes.write(next);
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                take(count);
                bytes.write(buffer, offset, count);
            }
            return count;
        }

        private void take(int count) {
            try {
                allowance.take((long) BYTES_OF_A_BYTE * count);
            } catch (RuntimeException e) {
                refusal = e;
                throw e;
            }
        }
    }
}
