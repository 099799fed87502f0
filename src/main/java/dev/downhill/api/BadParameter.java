package dev.downhill.api;

import org.springframework.http.HttpStatus;

/** Thrown for a query parameter with an invalid value. */
public final class BadParameter extends Refusal {
    private static final long serialVersionUID = 1L;

    public BadParameter(String parameter, String what) {
        this("parameter '" + parameter + "': " + what);
    }

    /** @param detail what is wrong with the parameters as a whole */
    BadParameter(String detail) {
        super(HttpStatus.BAD_REQUEST, "bad-parameter", "Bad parameter", detail);
    }
}
