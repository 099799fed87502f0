package dev.downhill.requests;

import java.util.Locale;

/** A request that needs more memory than one client's requests can ever hold. */
final class RequestTooHeavy extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final double MEGA = 1 << 20;

    private final long needed;
    private final long limit;

    RequestTooHeavy(long needed, long limit) {
        super(String.format(
                Locale.ROOT,
                "Reading this request takes at least %.1f MB of memory, and a request may take %.1f MB;"
                        + " send less data, or larger data as a file to POST /datasets",
                needed / MEGA,
                limit / MEGA));
        this.needed = needed;
        this.limit = limit;
    }

    /** Returns the bytes that the request held and needed when it was refused. */
    long needed() {
        return needed;
    }

    /** Returns the most bytes that it can have. */
    long limit() {
        return limit;
    }
}
