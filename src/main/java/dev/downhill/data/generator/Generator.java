package dev.downhill.data.generator;

import dev.downhill.data.Dataset;
import java.util.random.RandomGenerator;

/** A recipe for rows of data. */
public interface Generator {
    String name();

    /** Returns what the rows are, in a sentence. */
    String text();

    /** Returns how many numbers a row has, its target included. */
    int numbersInRow();

    /**
     * Returns some rows.
     *
     * @param noise how far the rows stray; 0 for not at all
     */
    Dataset generate(int rows, double noise, RandomGenerator random);
}
