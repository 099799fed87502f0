package dev.downhill.security;

import io.github.bucket4j.ConsumptionProbe;

/** Counts the requests of each client. */
interface ClientRates {
    /** Counts a request, and tells whether the client may send it now. */
    ConsumptionProbe count(String client);
}
