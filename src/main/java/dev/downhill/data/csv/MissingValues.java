package dev.downhill.data.csv;

/** The treatment of a row with a missing value. */
public enum MissingValues {
    /** The text is refused. */
    REFUSE,
    /** The row is left out. */
    DROP,
    /** The value is the mean of the others in its column, of the training rows. */
    MEAN
}
