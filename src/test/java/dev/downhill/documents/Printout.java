package dev.downhill.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An output as a document prints it: blanks do not matter, {@code ...} stands for anything, and a number stands for every number
 * that rounds to it.
 */
record Printout(String text) {
    private static final String ANYTHING = "...";
    private static final Pattern TOKEN =
            Pattern.compile("\\.\\.\\.|(?<![\\w.])-?\\d[\\d]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?(?![\\w])|\\w+|\\S");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

    boolean describes(String output) {
        List<String> actual = tokens(output);
        List<List<String>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        for (String token : tokens(text)) {
            if (token.equals(ANYTHING)) {
                parts.add(new ArrayList<>());
            } else {
                parts.getLast().add(token);
            }
        }
        if (parts.size() == 1) {
            return actual.size() == parts.getFirst().size() && standsAt(parts.getFirst(), actual, 0);
        }
        if (!standsAt(parts.getFirst(), actual, 0)) {
            return false;
        }
        int at = parts.getFirst().size();
        for (List<String> part : parts.subList(1, parts.size() - 1)) {
            while (at <= actual.size() && !standsAt(part, actual, at)) {
                at++;
            }
            at += part.size();
        }
        int last = actual.size() - parts.getLast().size();
        return at <= last && standsAt(parts.getLast(), actual, last);
    }

    private static boolean standsAt(List<String> part, List<String> actual, int at) {
        if (at < 0 || at + part.size() > actual.size()) {
            return false;
        }
        for (int i = 0; i < part.size(); i++) {
            if (!agrees(part.get(i), actual.get(at + i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agrees(String printed, String actual) {
        if (printed.equals(actual)) {
            return true;
        }
        return NUMBER.matcher(printed).matches()
                && NUMBER.matcher(actual).matches()
                && Math.abs(Double.parseDouble(printed) - Double.parseDouble(actual)) <= 0.5001 * lastPlace(printed);
    }

    /** Returns the value of a one in the last printed place. */
    private static double lastPlace(String printed) {
        String[] parts = printed.split("[eE]", -1);
        int point = parts[0].indexOf('.');
        int decimals = point < 0 ? 0 : parts[0].length() - point - 1;
        int exponent = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        // A whole number is printed with all its digits.
        return decimals == 0 && exponent == 0 ? 0 : Math.pow(10, exponent - (double) decimals);
    }

    private static List<String> tokens(String text) {
        return Arrays.asList(
                TOKEN.matcher(text).results().map(MatchResult::group).toArray(String[]::new));
    }
}
