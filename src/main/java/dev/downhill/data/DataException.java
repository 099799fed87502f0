package dev.downhill.data;

import dev.downhill.data.csv.CsvOptions;
import org.jspecify.annotations.Nullable;

/** Thrown for data that cannot be read; the message names the place. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String option;

    public DataException(String message) {
        this(null, message);
    }

    /** @param option the option of {@link CsvOptions} that is at fault; null if the data is at fault */
    public DataException(@Nullable String option, String message) {
        super(message);
        this.option = option;
    }

    /** Returns the option that is at fault, or null if the data is at fault. */
    public @Nullable String option() {
        return option;
    }
}
