package dev.downhill.data;

/** What a field of a CSV text is. */
final class CsvField {
    private static final int SHOWN = 40;

    private CsvField() {}

    /** Returns whether a field is a finite number. */
    static boolean isNumber(String field) {
        String text = field.strip();
        // Java's parser takes 1d, 0x1p3 and NaN for numbers too; and to try is slow where most fields are words.
        if (!text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
            return false;
        }
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * Returns what is wrong with a field wherever it stands, or an empty text.
     *
     * <p>What begins as a formula does is refused, because somebody may open what we made of it in a spreadsheet: see OWASP,
     * "CSV Injection".
     */
    static String fault(String field) {
        if (field.indexOf('\0') >= 0) {
            return "holds the character NUL; is the text in UTF-8?";
        }
        String text = field.strip();
        if (text.length() > 1 && "=+-@".indexOf(text.charAt(0)) >= 0 && !isNumber(text)) {
            return "begins as a spreadsheet's formula does: '" + shown(text) + "'";
        }
        return "";
    }

    /** Returns a field, or its beginning if it is long. */
    static String shown(String field) {
        return field.length() > SHOWN ? field.substring(0, SHOWN) + "..." : field;
    }
}
