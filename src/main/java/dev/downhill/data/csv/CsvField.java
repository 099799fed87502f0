package dev.downhill.data.csv;

import dev.downhill.data.Cell;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognizes the kind of a field of a CSV text; the field has no blanks around it. */
final class CsvField {
    /**
     * The spellings of a missing value: as {@code pandas.read_csv} has it, and the question mark of the UCI repository.
     */
    private static final Set<String> MISSING = Set.of(
            "",
            "?",
            "#N/A",
            "#N/A N/A",
            "#NA",
            "-1.#IND",
            "-1.#QNAN",
            "-NaN",
            "-nan",
            "1.#IND",
            "1.#QNAN",
            "<NA>",
            "N/A",
            "NA",
            "NULL",
            "NaN",
            "None",
            "n/a",
            "nan",
            "null");

    private static final Pattern WITH_COMMAS = Pattern.compile("[+-]?\\d*+(,\\d++)++(\\.\\d*+)?([eE][+-]?\\d++)?");
    private static final Pattern WITH_POINTS = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})++(,\\d*+)?");
    private static final Pattern INFINITY = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);

    private CsvField() {}

    /** Returns whether a field stands for a value that is missing. */
    static boolean isMissing(String field) {
        return MISSING.contains(field);
    }

    /**
     * Returns the field as a finite number, or NaN if it is not one.
     *
     * @param separator the separator of the fields; if it is {@code ;}, a number may have a decimal comma
     */
    static double number(String field, char separator) {
        double number = parsed(separator == ';' ? field.replace(',', '.') : field);
        return Double.isFinite(number) ? number : Double.NaN;
    }

    /** Returns the text as a number: infinity if it is too large, NaN if it is not a number. */
    private static double parsed(String text) {
        // Java's parser also accepts 1d, 0x1p3 and NaN, and an attempt is slow if most fields are words.
        if (!text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Returns whether a field that is not a number was meant as one: {@code 1,5}, {@code 1e999}, {@code inf}. */
    static boolean isMeantAsNumber(String field) {
        return WITH_COMMAS.matcher(field).matches()
                || WITH_POINTS.matcher(field).matches()
                || INFINITY.matcher(field).matches()
                || Double.isInfinite(parsed(field.replace(',', '.')));
    }

    /** Returns whether a field would be a number without its commas. */
    static boolean hasCommas(String field) {
        return WITH_COMMAS.matcher(field).matches();
    }

    /** Returns the end of a message about a field that should be a number but is not. */
    static String notANumber(String field) {
        boolean infinite = INFINITY.matcher(field).matches() || Double.isInfinite(parsed(field.replace(',', '.')));
        return infinite ? " is not a finite number" : " is not a number";
    }

    /**
     * Returns what is wrong with a field in any column, or an empty text.
     *
     * <p>A field that begins like a formula is refused, because a user may open an export of it in a spreadsheet: see OWASP,
     * "CSV Injection".
     */
    static String fault(String field) {
        if (field.indexOf('\0') >= 0) {
            return "holds the character NUL; is the text in UTF-8?";
        }
        if (field.length() > 1
                && "=+-@".indexOf(field.charAt(0)) >= 0
                && Double.isNaN(parsed(field))
                && !isMissing(field)
                && !isMeantAsNumber(field)) {
            return "begins like a spreadsheet formula: '" + Cell.beginning(field) + "'";
        }
        return "";
    }
}
