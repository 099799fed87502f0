package dev.downhill.data;

import dev.downhill.data.csv.CsvOptions;
import org.jspecify.annotations.Nullable;

/** Data that cannot be read; the message says where. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String option;

    public DataException(String message) {
        this(null, message);
    }

    /** @param option the option of {@link CsvOptions} that is at fault; null where the data is */
    public DataException(@Nullable String option, String message) {
        super(message);
        this.option = option;
    }

    /** Returns the option that is at fault, or null where the data is. */
    public @Nullable String option() {
        return option;
    }
}
