package dev.downhill.tutorial;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** Thrown for a document whose bytes are not UTF-8. */
final class NotText extends Refusal {
    private static final long serialVersionUID = 1L;

    NotText() {
        super(HttpStatus.BAD_REQUEST, "not-utf-8", "The document is not text", "the document must be in UTF-8");
    }
}
