package dev.downhill.explain.diagnosis;

import dev.downhill.training.step.Divergence;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A number left the finite range, in a step or in the loss after the last one; the operation is named that computed it. */
final class NotFinite implements Symptom {
    static final String CODE = "nonFinite";

    @Override
    public @Nullable Diagnosis look(Run run) {
        Divergence divergence = run.result().divergence();
        if (divergence == null) {
            return null;
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("step", divergence.step());
        numbers.put("tensor", divergence.tensor());
        String message = run.result().finalLoss() == null
                ? when(run) + " the loss over all training rows is not finite"
                : "In step " + divergence.step() + " " + article(divergence) + " was not finite";
        NonFiniteOrigin origin = NonFiniteOrigin.in(run, run.job().data().training());
        if (origin != null) {
            origin.addTo(numbers);
            message += ": " + origin.text();
        }
        return new Diagnosis(CODE, message + ".", numbers);
    }

    private static String article(Divergence divergence) {
        return divergence.kind() == Divergence.Kind.LOSS ? "the loss" : divergence.tensor();
    }

    /** Returns at what point of a run its last weights stand. */
    static String when(Run run) {
        return run.steps() == 0
                ? "Before the first step"
                : "After step " + run.result().steps();
    }

    /** Returns whether a run ended because its numbers grew too large, not at an edge of the domain of an operation. */
    static boolean overflowed(Run run) {
        Divergence divergence = run.result().divergence();
        if (divergence == null) {
            return false;
        }
        NonFiniteOrigin origin = NonFiniteOrigin.in(run, run.job().data().training());
        return origin == null ? divergence.kind() == Divergence.Kind.UPDATE : origin.isOverflow();
    }
}
