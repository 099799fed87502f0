package dev.downhill.api.catalog;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** The catalogue has nothing of that name. */
final class NotInCatalogue extends Refusal {
    private static final long serialVersionUID = 1L;

    NotInCatalogue(String detail) {
        super(HttpStatus.NOT_FOUND, "not-in-catalogue", "Not in the catalogue", detail);
    }
}
