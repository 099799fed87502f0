package dev.downhill.tutorial;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** Thrown for a document that is longer than the limit. */
final class DocumentTooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    DocumentTooLarge(DataSize limit) {
        super(
                HttpStatus.CONTENT_TOO_LARGE,
                "content-too-large",
                "Content too large",
                "the document is longer than " + limit.toBytes() + " bytes");
    }
}
