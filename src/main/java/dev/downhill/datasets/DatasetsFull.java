package dev.downhill.datasets;

/** There is no room for a data set beside those of owners who hold less. */
final class DatasetsFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatasetsFull() {
        super("the data sets of others take the room that yours would need; delete data sets, or send a smaller one");
    }
}
