package dev.downhill.explain.transcript.printout;

import org.jspecify.annotations.Nullable;

/**
 * A number that says where in a run a line was printed: {@code Epoch 1/10}.
 *
 * @param total how many there are in all, or null where it does not say
 */
public record PrintedLabel(
        LabelWord counts, PrintedNumber number, @Nullable PrintedNumber total) {
    public long value() {
        return number.count();
    }
}
