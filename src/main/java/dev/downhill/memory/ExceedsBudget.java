package dev.downhill.memory;

import dev.downhill.api.Refusal;
import org.springframework.http.HttpStatus;

/** Thrown for more bytes than a holder can ever have. */
public class ExceedsBudget extends Refusal {
    private static final long serialVersionUID = 1L;

    ExceedsBudget(Holder holder, long bytes, long limit) {
        this(
                bytes,
                limit,
                "This needs " + Megabytes.of(bytes) + " of memory, but " + holder.text() + " may take "
                        + Megabytes.of(limit) + " at most");
    }

    protected ExceedsBudget(long bytes, long limit, String message) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "exceeds-memory", "More memory than the service has", message);
        getBody().setProperty("neededBytes", bytes);
        getBody().setProperty("limitBytes", limit);
    }
}
