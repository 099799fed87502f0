package dev.downhill.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A CSV text in UTF-8, kept as it came, and what is in it.
 *
 * <p>Kept as text, because only a job says which column it learns to predict, and because the bytes are then known exactly.
 */
public record CsvFile(byte[] utf8, CsvSummary summary) {

    /**
     * Reads a text to its end, or to the first thing that is wrong.
     *
     * @throws DataException if it cannot be read; the message names the line
     */
    public static CsvFile read(InputStream in, CsvBounds bounds) {
        return read(in, CsvOptions.DEFAULT, bounds);
    }

    /** Reads a text, as {@link #read(InputStream, CsvBounds)} does, in the way that the options say. */
    public static CsvFile read(InputStream in, CsvOptions options, CsvBounds bounds) {
        var copying = new Copying(in);
        CsvSummary summary = CsvSummary.of(decoded(copying), options, bounds);
        return new CsvFile(copying.bytes.toByteArray(), summary);
    }

    /**
     * Returns the rows, for a model that learns to predict one of the columns.
     *
     * @throws DataException if there is no such target, or another column is not all numbers
     */
    public Dataset dataset(String target, CsvBounds bounds) {
        return table(target, summary.options(), bounds).dataset();
    }

    /** Returns the rows, as {@link #dataset} does, read in another way than the upload said. */
    public CsvTable table(String target, CsvOptions options, CsvBounds bounds) {
        return CsvTable.read(decoded(new ByteArrayInputStream(utf8)), target, options, bounds);
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
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Copying(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            if (next >= 0) {
                bytes.write(next);
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                bytes.write(buffer, offset, count);
            }
            return count;
        }
    }
}
