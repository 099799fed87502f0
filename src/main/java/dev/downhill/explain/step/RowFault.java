package dev.downhill.explain.step;

import dev.downhill.training.replay.ReplayedStep;
import org.jspecify.annotations.Nullable;

/** A row of a step that cannot be explained: the batch does not have it, or it has no part of its own. */
public final class RowFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String parameter;

    private RowFault(@Nullable String parameter, String what) {
        super(what);
        this.parameter = parameter;
    }

    /** @param parameter the parameter of the request that is at fault */
    static RowFault in(String parameter, String what) {
        return new RowFault(parameter, what);
    }

    /** @throws RowFault if a step's batch has no such row */
    static void requireRow(ReplayedStep step, int row) {
        int rows = step.rows().length;
        if (row < 0 || row >= rows) {
            throw in(
                    "row",
                    row + " does not lie between 0 and " + (rows - 1) + "; step " + step.number() + " has " + rows
                            + (rows == 1 ? " row" : " rows"));
        }
    }

    static RowFault mixed() {
        return new RowFault(
                null,
                "the prediction or the loss of one row depends on the other rows of its batch, so no row has a part of its "
                        + "own; explain the whole step, without 'row'");
    }

    /** Returns the parameter of the request that is at fault; null if the rows cannot be told apart. */
    public @Nullable String parameter() {
        return parameter;
    }
}
