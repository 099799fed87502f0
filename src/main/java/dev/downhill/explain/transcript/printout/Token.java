package dev.downhill.explain.transcript.printout;

/** A piece of a printout. */
sealed interface Token {
    /** A name or another word: {@code loss}, {@code w.grad}, {@code 0.weight[0][1]}. */
    record Word(String text) implements Token {}

    /** A number or an array of numbers. */
    record Value(PrintedArray array) implements Token {
        boolean isCount() {
            return array.dims().isEmpty() && number().isCount();
        }

        PrintedNumber number() {
            return array.numbers().getFirst();
        }
    }

    /** Anything else, character by character. */
    record Mark(char sign) implements Token {
        /** Returns whether it is one of some signs. */
        boolean is(String signs) {
            return signs.indexOf(sign) >= 0;
        }
    }
}
