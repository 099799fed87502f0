package dev.downhill.datasets;

/** There is no room for a data set beside those of owners who hold less. */
final class DatasetsFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatasetsFull() {
        super("the data sets of others leave no room for yours; delete data sets, or send a smaller one");
    }
}
