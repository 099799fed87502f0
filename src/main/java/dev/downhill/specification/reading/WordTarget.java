package dev.downhill.specification.reading;

import dev.downhill.data.Cell;
import dev.downhill.data.Dataset;
import dev.downhill.engine.loss.Losses;
import dev.downhill.specification.Objective;
import org.jspecify.annotations.Nullable;

/** Checks whether a loss accepts a target of words, whose numbers only name classes. */
final class WordTarget {
    private WordTarget() {}

    /** Returns what is wrong, or null. */
    static @Nullable String fault(Objective loss, Dataset data) {
        Cell word = data.firstWord();
        if (word == null && data.vocabulary() == null) {
            return null;
        }
        int classes = data.classes().size();
        String learns = switch (loss.targets()) {
            case NUMBERS -> "learns numbers";
            case PROBABILITY, LOGIT -> classes <= 2 ? "" : "learns two classes, but there are " + classes;
            case MARGIN -> "learns the numbers -1 and 1";
            case CLASSES -> "";
        };
        String place = word == null ? "the characters of a text are not numbers" : word.shown() + " is not a number";
        return learns.isEmpty() ? null : place + "; " + nameOf(loss) + " " + learns + ", `crossEntropy` learns classes";
    }

    private static String nameOf(Objective objective) {
        return switch (objective) {
            case Objective.Catalogued known -> "`" + Losses.CATALOGUE.nameOf(known.loss()) + "`";
            case Objective.Formula formula -> "a loss by a formula";
        };
    }
}
