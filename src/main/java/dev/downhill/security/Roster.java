package dev.downhill.security;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.downhill.config.BadConfiguration;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The students of a CSV file, and their keys.
 *
 * <p>A student without a key gets one, which is written into the file, so that it stays the same; a sheet beside the file has the new
 * keys, to be printed and cut.
 *
 * @param keys the students' keys by their names, in the order of the file
 */
record Roster(Map<String, String> keys) {
    private static final Logger log = LoggerFactory.getLogger(Roster.class);
    private static final int KEY_BYTES = 12;
    private static final int MOST_STUDENTS = 1000;
    private static final String HEAD = "name";
    private static final URI LOCAL = URI.create("http://localhost:8080");

    Roster {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /** Reads the file, and completes it; an empty roster where none is named. */
    static Roster of(RosterProperties properties) {
        Path file = properties.roster();
        if (file == null) {
            return new Roster(Map.of());
        }
        String text = text(file);
        char separator = separator(text);
        Map<String, String> keys = read(text, separator);
        Map<String, String> made = new LinkedHashMap<>();
        keys.forEach((name, key) -> {
            if (key.isEmpty()) {
                made.put(name, newKey());
            }
        });
        keys.putAll(made);
        if (!made.isEmpty()) {
            write(file, csv(keys, separator));
            Path sheet = file.resolveSibling(file.getFileName() + ".html");
            write(sheet, KeySheet.of(made, properties.address() == null ? LOCAL : properties.address()));
            log.info("Made keys for {} students; print them from {}", made.size(), sheet);
        }
        return new Roster(keys);
    }

    /** Returns the text of the file without a byte order mark, which spreadsheets write. */
    private static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw fault("downhill.classroom.roster is not UTF-8; save it as \"CSV UTF-8\".");
        } catch (IOException e) {
            throw fault("downhill.classroom.roster cannot be read: " + e);
        }
    }

    /** Returns the semicolon, if the first line has one and no comma: spreadsheets write it where a comma is the decimal point. */
    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.contains(";") && !first.contains(",") ? ';' : ',';
    }

    private static BadConfiguration fault(String what) {
        return faulty(List.of(what));
    }

    private static BadConfiguration faulty(List<String> faults) {
        return new BadConfiguration(
                faults, "Correct the file: a name per line, and behind a comma the key, if there is one.");
    }

    private static Map<String, String> read(String text, char separator) {
        Map<String, String> keys = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord row : rows) {
                String name = row.getField(0).strip();
                String line = "downhill.classroom.roster, line " + row.getStartingLineNumber() + ": ";
                if (keys.isEmpty() && name.equalsIgnoreCase(HEAD)) {
                    continue;
                }
                if (name.isEmpty()) {
                    faults.add(line + "there is no name.");
                } else if (keys.containsKey(name)) {
                    faults.add(line + "the name '" + name + "' stands twice.");
                } else {
                    keys.put(name, row.getFieldCount() > 1 ? row.getField(1).strip() : "");
                }
            }
        } catch (CsvParseException e) {
            faults.add("downhill.classroom.roster is not CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("nothing fails in memory", e);
        }
        if (keys.size() > MOST_STUDENTS) {
            faults.add("downhill.classroom.roster has " + keys.size() + " students; at most " + MOST_STUDENTS
                    + " can have a key.");
        }
        if (!faults.isEmpty()) {
            throw faulty(faults);
        }
        return keys;
    }

    /** Lines end as the tools of a shell expect it. */
    private static String csv(Map<String, String> keys, char separator) {
        var text = new StringWriter();
        try (CsvWriter rows = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.LF)
                .build(text)) {
            rows.writeRecord(HEAD, "key");
            keys.forEach(rows::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing fails in memory", e);
        }
        return text.toString();
    }

    /** Writes a file in one step, so that nobody ever reads half of it. */
    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path written = Files.createTempFile(folder, "roster", ".part");
            Files.writeString(written, text);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadConfiguration(
                    List.of("downhill.classroom.roster has students without keys, and " + file + " cannot be written: "
                            + e),
                    "Let the service write into that folder, or give each student a key.");
        }
    }

    private static String newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
