package dev.downhill.datasets;

import dev.downhill.data.DataException;
import dev.downhill.data.csv.CsvBounds;
import dev.downhill.data.csv.CsvOptions;
import dev.downhill.data.csv.MissingValues;
import dev.downhill.data.csv.Separator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the options of a CSV text from request parameters; column names may contain commas, so each has its own parameter. */
final class OptionParameters {
    private OptionParameters() {}

    /** @throws DataException if a parameter is not a valid option */
    static CsvOptions of(HttpServletRequest request) {
        String separator = request.getParameter("separator");
        return new CsvOptions(
                header(request.getParameter("header")),
                separator == null ? null : Separator.of(separator),
                names(request, "columns"),
                names(request, "ignore"),
                missing(request.getParameter("missing")),
                names(request, "oneHot"));
    }

    private static @Nullable Boolean header(@Nullable String header) {
        if (header != null && !header.equals("true") && !header.equals("false")) {
            throw new DataException("header", "'header' must be true or false, not '" + header + "'");
        }
        return header == null ? null : Boolean.valueOf(header);
    }

    private static MissingValues missing(@Nullable String missing) {
        if (missing == null) {
            return MissingValues.REFUSE;
        }
        return Arrays.stream(MissingValues.values())
                .filter(value -> word(value).equals(missing))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "missing",
                        "'missing' must be one of "
                                + Arrays.stream(MissingValues.values())
                                        .map(OptionParameters::word)
                                        .collect(Collectors.joining(", "))
                                + ", not '" + missing + "'"));
    }

    private static String word(MissingValues value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> names(HttpServletRequest request, String option) {
        String[] names = request.getParameterValues(option);
        if (names != null && names.length > CsvBounds.COLUMNS) {
            throw new DataException(option, "'" + option + "' has more than " + CsvBounds.COLUMNS + " names");
        }
        return names == null ? List.of() : List.of(names);
    }
}
