package dev.downhill.classroom;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** Nobody has a student's key, so there is no class. */
final class NoClass extends Refusal {
    private static final long serialVersionUID = 1L;

    NoClass() {
        super(
                HttpStatus.NOT_FOUND,
                "no-class",
                "There is no class",
                "the service has no students; name them in downhill.classroom.roster or downhill.security.keys.students");
    }
}
