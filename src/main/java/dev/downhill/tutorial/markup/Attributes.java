package dev.downhill.tutorial.markup;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a mark: {@code name=first}, {@code of=first} or {@code of=first value=/result/parameters/w}.
 *
 * @param name the name that a specification gets, or null.
 * @param of the name of the specification that numbers are of, or null.
 * @param value the pointer of a single value, or null.
 */
record Attributes(
        @Nullable String name,
        @Nullable String of,
        @Nullable String value) {
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s*+([^\\s=\"']++)(?:=(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"']*+)))?+(?=\\s|$)");

    /** Says what is wrong with attributes. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Returns the attributes that a text has. */
    static Attributes of(String padded) throws Unreadable {
        String text = padded.strip();
        Map<String, String> found = new HashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new Unreadable("'" + text.substring(at).strip() + "' is not an attribute, such as name=first");
            }
            add(matcher, found);
            at = matcher.end();
        }
        return checked(new Attributes(found.get("name"), found.get("of"), found.get("value")));
    }

    private static void add(Matcher matcher, Map<String, String> found) throws Unreadable {
        String name = matcher.group(1);
        String value = value(matcher);
        if (!name.equals("name") && !name.equals("of") && !name.equals("value")) {
            throw new Unreadable("unknown attribute '" + name + "'; a mark has 'name', or 'of', or 'of' and 'value'");
        }
        if (value == null || value.isEmpty()) {
            throw new Unreadable("'" + name + "' has no value; write " + name + "=...");
        }
        if (found.putIfAbsent(name, value) != null) {
            throw new Unreadable("'" + name + "' is given twice");
        }
    }

    private static @Nullable String value(Matcher matcher) {
        for (int group = 2; group <= 4; group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return null;
    }

    private static Attributes checked(Attributes read) throws Unreadable {
        if (read.name == null && read.of == null) {
            throw new Unreadable("a mark has 'name' for a specification, or 'of' for what it prints");
        }
        if (read.name != null && (read.of != null || read.value != null)) {
            throw new Unreadable("'name' stands alone; numbers of a specification have 'of'");
        }
        if (read.value != null && !read.value.startsWith("/")) {
            throw new Unreadable("'" + read.value + "' is not a JSON pointer, such as /result/parameters/w");
        }
        return read;
    }

    /** Returns the mark that has these attributes. */
    Mark mark(int at, Excerpt content, Gap gap) {
        if (name != null) {
            return new Mark.Specification(at, name, content);
        }
        String owner = of == null ? "" : of;
        return value == null ? new Mark.Printout(at, owner, content, gap) : new Mark.Value(at, owner, value, content);
    }
}
