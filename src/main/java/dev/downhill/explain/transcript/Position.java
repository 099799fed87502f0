package dev.downhill.explain.transcript;

/**
 * The position in a run at which a line was printed.
 *
 * @param step the number of updates, including the one of the line's step
 * @param since the number of steps since the previous line of the same print statement
 */
record Position(long step, long since) {}
