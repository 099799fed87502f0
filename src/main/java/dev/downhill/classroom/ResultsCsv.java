package dev.downhill.classroom;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The results of the class as CSV: a line for each student, and a column for each assignment. */
final class ResultsCsv {
    private ResultsCsv() {}

    static String of(ClassView wall) {
        var text = new StringWriter();
        try (CsvWriter rows = CsvWriter.builder().build(text)) {
            List<String> head = new ArrayList<>(List.of("name", "jobs", "solved"));
            wall.assignments().forEach(assignment -> head.add(assignment.id()));
            rows.writeRecord(head);
            for (ClassView.StudentView student : wall.students()) {
                List<String> row = new ArrayList<>(List.of(
                        student.name(),
                        Integer.toString(student.jobs()),
                        Integer.toString(student.solved().size())));
                wall.assignments()
                        .forEach(assignment -> row.add(student.solved().contains(assignment.id()) ? "solved" : ""));
                rows.writeRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing fails in memory", e);
        }
        return text.toString();
    }
}
