package dev.downhill.bench;

/** Something that trains. */
interface Subject {
    /** Trains for a while, and returns the nanoseconds that one step took. */
    double nanosecondsPerStep();
}
