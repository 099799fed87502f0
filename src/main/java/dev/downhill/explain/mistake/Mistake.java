package dev.downhill.explain.mistake;

import dev.downhill.specification.JobSpecification;
import java.util.function.UnaryOperator;

/** A mistake that a program can have: it does something else than its specification says. */
sealed interface Mistake {
    /** Returns a short name for programs, such as {@code zeroGradForgotten}. */
    String kind();

    /** Returns the mistake as a plain sentence. */
    String sentence();

    /** Returns the part of the program that it changes; two mistakes of one part do not go together. */
    Part part();

    /** Returns a program with this mistake too. */
    MistakenProgram in(MistakenProgram program);

    /** The parts of a program, in the order in which mistakes are made: a later one keeps the earlier ones. */
    enum Part {
        DATA,
        BATCHES,
        OPTIMIZER,
        MOMENTUM,
        NESTEROV,
        BETAS,
        DECAY,
        EPSILON,
        BIAS_CORRECTION,
        REDUCTION,
        FACTOR,
        BROADCAST,
        PENALTY,
        CLIPPING,
        TRAINED,
        GRADIENTS,
        SIGN,
        SCHEDULE,
        RATE,
        ROUNDING,
        ORDER
    }

    /**
     * A mistake that a specification can say, with the parts that this package adds.
     *
     * @param change makes it in a specification
     */
    record InSpecification(String kind, Part part, String sentence, UnaryOperator<JobSpecification> change)
            implements Mistake {
        @Override
        public MistakenProgram in(MistakenProgram program) {
            return program.with(change.apply(program.job()));
        }
    }

    /** Parameters that are updated in an order, so that some gradients see new values of others. */
    record InOrder(String kind, UpdateOrder order, String sentence) implements Mistake {
        @Override
        public Part part() {
            return Part.ORDER;
        }

        @Override
        public MistakenProgram in(MistakenProgram program) {
            return program.with(order);
        }
    }
}
