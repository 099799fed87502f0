package dev.downhill.jobs.capsule;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** Thrown when a capsule exceeds its limit. */
final class CapsuleTooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    CapsuleTooLarge(long most) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "capsule-too-large",
                "The capsule is too large",
                "a capsule has at most " + most
                        + " bytes (downhill.capsules.size); open fewer 'steps', or train with a "
                        + "larger 'record.every' in the specification");
    }
}
