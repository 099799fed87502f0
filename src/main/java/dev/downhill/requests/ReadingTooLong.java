package dev.downhill.requests;

import dev.downhill.api.Refusal;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** A specification was not read in the time that reading may take. */
final class ReadingTooLong extends Refusal {
    private static final long serialVersionUID = 1L;

    ReadingTooLong(Duration most) {
        super(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "reading-too-long",
                "The specification takes too long to read",
                "The specification was not read within " + most.toMillis()
                        + " ms; send less data or fewer combinations");
    }
}
