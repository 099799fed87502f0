package dev.downhill.security;

/** Makes counters in this process, or in the database that processes share. */
interface RateCounters {
    /**
     * Makes a counter.
     *
     * @param what it counts, such as {@code post}
     */
    ClientRates counter(String what, Rate rate);
}
