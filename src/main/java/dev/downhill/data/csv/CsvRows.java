package dev.downhill.data.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.downhill.data.Cell;
import dev.downhill.data.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV text (RFC 4180), one after the other; never more than one of them is held. */
final class CsvRows {
    /** Characters, a power of two as the parser doubles it; a field fits, a line that never ends does not. */
    private static final int BUFFER = 1 << 15;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final CsvBounds bounds;
    private final CsvOptions options;
    private final Iterator<CsvRecord> records;
    private final CsvHeader header;
    private final List<CsvHeader.Chosen> columns;
    private @Nullable CsvRecord pending;
    private int rows;

    /**
     * Reads the header.
     *
     * @param target a column that is read in any case; null if it is not known
     * @throws DataException if there is no header, or if it lacks a column that is to be read
     */
    CsvRows(Reader csv, CsvOptions options, @Nullable String target, CsvBounds bounds) {
        this.bounds = bounds;
        BufferedReader text = new BufferedReader(csv);
        this.options = options.resolved(begin(text, options.separator()));
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(bounds.columns())
                .maxFieldSize(CsvBounds.FIELD)
                .build();
        this.records = CsvReader.builder()
                .fieldSeparator(separator())
                .maxBufferSize(BUFFER)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(handler, text)
                .iterator();
        this.header = readHeader(options.header());
        this.columns = header.chosen(this.options, target);
        for (CsvHeader.Chosen column : columns) {
            refuse(CsvField.fault(column.name()), "line " + header.line() + ", name " + (column.index() + 1));
        }
    }

    /** Skips a byte order mark and returns the separator. */
    private static char begin(BufferedReader text, @Nullable Character given) {
        try {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return given == null ? Separator.recognizedIn(text) : given;
        } catch (CharacterCodingException e) {
            throw notUtf8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CsvHeader readHeader(@Nullable Boolean given) {
        CsvRecord first = nextRecord();
        if (first == null) {
            throw new DataException(options.hasHeader() ? "there is no header" : "there is no row");
        }
        for (int field = 0; field < first.getFieldCount(); field++) {
            if (first.getField(field).indexOf('\0') >= 0) {
                refuse(
                        CsvField.fault(first.getField(field)),
                        "line " + first.getStartingLineNumber() + ", field " + (field + 1));
            }
        }
        if (!options.hasHeader()) {
            pending = first;
            return CsvHeader.numbered(first.getStartingLineNumber(), first.getFieldCount());
        }
        var names = new CsvHeader(
                first.getStartingLineNumber(),
                first.getFields().stream().map(String::strip).toList());
        if (given == null) {
            names.refuseNumbers(separator());
        }
        return names;
    }

    /** Returns how the text is read, with nothing left to be recognized. */
    CsvOptions options() {
        return options;
    }

    char separator() {
        return options.separator() == null ? ',' : options.separator();
    }

    /** Returns the columns that are read. */
    List<CsvHeader.Chosen> columns() {
        return columns;
    }

    /** Returns how many rows came so far. */
    int count() {
        return rows;
    }

    /**
     * Returns the next row, or null after the last.
     *
     * @throws DataException if it cannot be read, is ragged or one too many; the message names the line
     */
    @Nullable
    CsvRow next() {
        CsvRecord record = pending == null ? nextRecord() : pending;
        pending = null;
        if (record == null) {
            if (rows == 0) {
                throw new DataException("there is no row below the header");
            }
            return null;
        }
        int width = header.names().size();
        if (record.getFieldCount() != width) {
            throw new DataException("line " + record.getStartingLineNumber() + " has " + record.getFieldCount()
                    + " fields, the " + (options.hasHeader() ? "header" : "first line") + " has " + width);
        }
        rows++;
        if (rows > bounds.rows()) {
            throw new DataException("there are more than " + bounds.rows() + " rows");
        }
        if ((long) rows * width > bounds.values()) {
            throw new DataException("there are more than " + bounds.values() + " fields");
        }
        var row = new CsvRow(record, columns);
        for (int c = 0; c < columns.size(); c++) {
            String fault = CsvField.fault(row.text(c));
            if (!fault.isEmpty()) {
                Cell cell = row.cell(c);
                refuse(fault, "line " + cell.line() + ", column '" + cell.column() + "'");
            }
        }
        return row;
    }

    private static void refuse(String fault, String place) {
        if (!fault.isEmpty()) {
            throw new DataException(place + " " + fault);
        }
    }

    private @Nullable CsvRecord nextRecord() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw new DataException(messageOf(e));
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException ? notUtf8() : e;
        }
    }

    private static DataException notUtf8() {
        return new DataException("the text is not in UTF-8");
    }

    private static String messageOf(CsvParseException e) {
        return e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause().getMessage());
    }
}
