package dev.downhill.tutorial.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A result of a check at one place of a document.
 *
 * @param line from 1.
 * @param column of the first character in the line, from 1, in UTF-16 units.
 * @param message in a sentence.
 * @param specification the name of the specification that the place belongs to, or null.
 * @param printed the number or text that the document prints there, or null.
 * @param right what it would print if it were right, or null if there is no such number.
 */
public record Finding(
        int line,
        int column,
        Kind kind,
        String message,
        @Nullable String specification,
        @Nullable String printed,
        @Nullable String right) {

    /** The kind of a finding. */
    public enum Kind {
        /** A number or text is wrong. */
        WRONG,
        /** A block or value has no content yet. */
        EMPTY,
        /** A mark, a specification or a printout cannot be read, so its numbers are not checked. */
        UNREADABLE,
        /** A number is not checked. */
        UNCHECKED,
        /** A mistake of the program that printed a block explains its wrong lines. */
        MISTAKE;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns whether a document with such a finding is not right. */
        public boolean isError() {
            return switch (this) {
                case WRONG, EMPTY, UNREADABLE -> true;
                case UNCHECKED, MISTAKE -> false;
            };
        }
    }
}
