package dev.downhill.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV text (RFC 4180) with a header, one after the other; never more than one of them is held. */
final class CsvRows {
    /** Characters, a power of two as the parser doubles it; a field fits, a line that never ends does not. */
    private static final int BUFFER = 1 << 15;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Iterator<CsvRecord> records;
    private final CsvBounds bounds;
    private final List<String> header;
    private int rows;

    /** @throws DataException if there is no header */
    CsvRows(Reader csv, CsvBounds bounds) {
        this.bounds = bounds;
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(bounds.columns())
                .maxFieldSize(CsvBounds.FIELD)
                .build();
        this.records = CsvReader.builder()
                .maxBufferSize(BUFFER)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(handler, withoutByteOrderMark(csv))
                .iterator();
        this.header = readHeader();
    }

    private static Reader withoutByteOrderMark(Reader csv) {
        var text = new BufferedReader(csv);
        try {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (CharacterCodingException e) {
            throw notUtf8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> readHeader() {
        CsvRecord first = nextRecord();
        if (first == null) {
            throw new DataException("there is no header");
        }
        List<String> names = first.getFields().stream().map(String::strip).toList();
        Set<String> distinct = new HashSet<>(names);
        if (distinct.size() < names.size() || distinct.contains("")) {
            throw new DataException("line 1: every column has a name of its own");
        }
        for (int c = 0; c < names.size(); c++) {
            refuse(CsvField.fault(names.get(c)), 1, "name " + (c + 1));
        }
        return names;
    }

    List<String> header() {
        return header;
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
    CsvRecord next() {
        CsvRecord record = nextRecord();
        if (record == null) {
            if (rows == 0) {
                throw new DataException("there is no row below the header");
            }
            return null;
        }
        if (record.getFieldCount() != header.size()) {
            throw new DataException("line " + record.getStartingLineNumber() + " has " + record.getFieldCount()
                    + " fields, the header has " + header.size());
        }
        rows++;
        if (rows > bounds.rows()) {
            throw new DataException("there are more than " + bounds.rows() + " rows");
        }
        if ((long) rows * header.size() > bounds.values()) {
            throw new DataException("there are more than " + bounds.values() + " fields");
        }
        for (int c = 0; c < header.size(); c++) {
            refuse(
                    CsvField.fault(record.getField(c)),
                    record.getStartingLineNumber(),
                    "column '" + header.get(c) + "'");
        }
        return record;
    }

    private static void refuse(String fault, long line, String place) {
        if (!fault.isEmpty()) {
            throw new DataException("line " + line + ", " + place + " " + fault);
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
