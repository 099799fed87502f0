package dev.downhill.data;

/**
 * A cell of a CSV text, as a message names it.
 *
 * @param line the line of the text on which the cell begins, from 1
 * @param column the name of its column
 * @param text what stands there, without blanks around it
 */
public record Cell(long line, String column, String text) {
    /** Returns {@code line 3, column 'mpg': '?'}. */
    public String shown() {
        return "line " + line + ", column '" + column + "': '" + CsvField.shown(text) + "'";
    }
}
