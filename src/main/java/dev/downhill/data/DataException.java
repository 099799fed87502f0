package dev.downhill.data;

/** Data that cannot be read; the message says where. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }
}
