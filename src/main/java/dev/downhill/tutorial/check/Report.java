package dev.downhill.tutorial.check;

import dev.downhill.tutorial.check.Finding.Kind;
import dev.downhill.tutorial.markup.Edit;
import dev.downhill.tutorial.markup.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the findings of a document, and the changes that would mend it. */
final class Report {
    private final Source source;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Edit> corrections = new ArrayList<>();
    private final List<Edit> fillings = new ArrayList<>();
    private int checked;

    Report(Source source) {
        this.source = source;
    }

    void checked(int numbers) {
        checked += numbers;
    }

    /** @param correction the change that mends the place, or null */
    void wrong(int at, String message, String specification, String printed, @Nullable Edit correction) {
        add(at, Kind.WRONG, message, specification, printed, correction == null ? null : correction.replacement());
        if (correction != null) {
            corrections.add(correction);
        }
    }

    /** @param filling the change that writes the content */
    void empty(int at, String message, String specification, Edit filling) {
        add(at, Kind.EMPTY, message, specification, null, null);
        fillings.add(filling);
    }

    void unchecked(int at, String message, String specification, String printed) {
        add(at, Kind.UNCHECKED, message, specification, printed, null);
    }

    void mistake(int at, String message, String specification) {
        add(at, Kind.MISTAKE, message, specification, null, null);
    }

    void unreadable(int at, String message, @Nullable String specification) {
        add(at, Kind.UNREADABLE, message, specification, null, null);
    }

    private void add(
            int at,
            Kind kind,
            String message,
            @Nullable String specification,
            @Nullable String printed,
            @Nullable String right) {
        Source.Place place = source.place(at);
        findings.add(new Finding(place.line(), place.column(), kind, message, specification, printed, right));
    }

    List<Edit> corrections() {
        return corrections;
    }

    List<Edit> fillings() {
        return fillings;
    }

    /** Returns the document with its findings, unchanged. */
    CheckedDocument document() {
        List<Finding> ordered = findings.stream()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList();
        boolean right = ordered.stream().noneMatch(finding -> finding.kind().isError());
        return new CheckedDocument(right, checked, ordered, source);
    }
}
