package dev.downhill.api;

import org.springframework.http.HttpStatus;

/** Thrown for a query parameter with an invalid value. */
public final class BadParameter extends Refusal {
    private static final long serialVersionUID = 1L;

    public BadParameter(String parameter, String what) {
        super(HttpStatus.BAD_REQUEST, "bad-parameter", "Bad parameter", "parameter '" + parameter + "': " + what);
    }
}
