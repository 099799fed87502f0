package dev.downhill.data;

/**
 * A cell of a CSV text, as a message names it.
 *
 * @param line the line of the text on which the cell begins, from 1
 * @param column the name of its column
 * @param text the text of the cell, without blanks around it
 */
public record Cell(long line, String column, String text) {
    private static final int SHOWN = 40;

    /** Returns {@code line 3, column 'mpg': '?'}. */
    public String shown() {
        return "line " + line + ", column '" + column + "': '" + Cell.beginning(text) + "'";
    }

    /** Returns a text, or its first 40 characters and an ellipsis if it is longer. */
    public static String beginning(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
