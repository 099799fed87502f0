package dev.downhill.explain.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words before numbers that say what they are, in one spelling. */
final class NameWords {
    /** Words that name nothing. */
    private static final Set<String> FILLERS =
            Set.of(("a after and are at before best by containing current end epoch epochs "
                            + "estimated final for found in initial is iteration iterations learned my new now numpy of old on optimal "
                            + "our parameter parameters parms previous progress result so step steps the to train trained training "
                            + "update updated value values was with")
                    .split(" "));

    /** Words that do not make another number of what they stand beside. */
    private static final Set<String> MODIFIERS =
            Set.of(("average avg batch cost error function gradient intercept loss mean "
                            + "minibatch respect running slope squared total w.r.t wrt weight bias coefficient")
                    .split(" "));

    private static final Set<String> NAMES_BY_THEMSELVES = Set.of("parameters", "iterations", "steps", "epochs");
    private static final Pattern CALL = Pattern.compile("(.+)\\((.+)\\)");

    private NameWords() {}

    /**
     * Returns the words that name something.
     *
     * @param names whether a word is a name of the run whatever else it means
     */
    static List<String> of(List<String> all, Predicate<String> names) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String word = plain(all.get(i));
            boolean descent = word.equalsIgnoreCase("gradient")
                    && i + 1 < all.size()
                    && all.get(i + 1).equalsIgnoreCase("descent");
            if (descent) {
                i++;
            } else {
                words.add(word);
            }
        }
        List<String> telling = words.stream()
                .filter(word -> names.test(word) || !FILLERS.contains(small(word)))
                .toList();
        if (!telling.isEmpty()) {
            return telling;
        }
        return words.reversed().stream()
                .map(NameWords::small)
                .filter(NAMES_BY_THEMSELVES::contains)
                .limit(1)
                .toList();
    }

    /** Returns whether a word leaves what it stands beside as it is. */
    static boolean isModifier(String word) {
        return MODIFIERS.contains(small(word));
    }

    static String small(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** Greek letters by their names, subscripts as digits, an argument left out: {@code J(w, b)}. */
    private static String plain(String word) {
        var text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '\u03b8', '\u0398' -> text.append("theta");
                case '\u03b2' -> text.append("beta");
                case '\u03b1' -> text.append("alpha");
                case '\u03b7' -> text.append("eta");
                case '\u03bb' -> text.append("lambda");
                case '\u2207' -> text.append("grad_");
                default -> text.append(c >= '\u2080' && c <= '\u2089' ? (char) (c - '\u2080' + '0') : c);
            }
        }
        String plain = text.toString();
        if (plain.indexOf('(') < 0) {
            return plain;
        }
        Matcher call = CALL.matcher(plain);
        return call.matches() && !GradientNames.isGradient(small(call.group(1))) ? call.group(1) : plain;
    }
}
