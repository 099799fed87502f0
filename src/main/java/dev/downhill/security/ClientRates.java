package dev.downhill.security;

import io.github.bucket4j.ConsumptionProbe;

/** Counts what each client does, such as its requests. */
interface ClientRates {
    /** Counts once more, and tells whether the client stays within its rate. */
    ConsumptionProbe count(String client);

    /** Returns whether the next one would be beyond the client's rate. */
    boolean isExhausted(String client);
}
