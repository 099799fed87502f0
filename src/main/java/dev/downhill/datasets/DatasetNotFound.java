package dev.downhill.datasets;

/** There is no data set of that id. */
final class DatasetNotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatasetNotFound(String id) {
        super("there is no data set '" + id + "'");
    }
}
