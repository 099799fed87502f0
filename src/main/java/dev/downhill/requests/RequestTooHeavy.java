package dev.downhill.requests;

import dev.downhill.memory.ExceedsBudget;
import dev.downhill.memory.Megabytes;

/** A request that needs more memory than one client's requests can ever hold. */
final class RequestTooHeavy extends ExceedsBudget {
    private static final long serialVersionUID = 1L;

    /**
     * @param needed the bytes that the request held and needed when it was refused
     * @param limit the most bytes that it can have
     */
    RequestTooHeavy(long needed, long limit) {
        super(
                needed,
                limit,
                "Reading this request takes at least " + Megabytes.of(needed) + " of memory, and a request may take "
                        + Megabytes.of(limit) + "; send less data, or larger data as a file to POST /datasets");
    }
}
