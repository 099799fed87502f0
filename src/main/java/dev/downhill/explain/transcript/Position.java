package dev.downhill.explain.transcript;

/**
 * Where in a run a line was printed.
 *
 * @param step how many updates had been made after the step that it is of
 * @param since how many steps there were since the line before of the same print statement
 */
record Position(long step, long since) {}
