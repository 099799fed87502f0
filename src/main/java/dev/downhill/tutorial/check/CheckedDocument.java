package dev.downhill.tutorial.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.downhill.tutorial.markup.Source;
import java.util.List;

/**
 * A document after its check.
 *
 * @param right whether every mark could be read and no number is wrong.
 * @param checked how many numbers and texts were compared.
 * @param findings in the order of the document.
 * @param mended the document as it stands now, with the changes that the check was allowed to make.
 */
public record CheckedDocument(
        boolean right,
        int checked,
        List<Finding> findings,
        @JsonIgnore Source mended) {
    /** Returns whether a part of the document cannot be read. */
    @JsonIgnore
    public boolean isUnreadable() {
        return findings.stream().anyMatch(finding -> finding.kind() == Finding.Kind.UNREADABLE);
    }
}
