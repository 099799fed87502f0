package dev.downhill.explain.diagnosis;

import dev.downhill.specification.Clipping;
import dev.downhill.training.record.Track;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every step adds its gradient to all earlier ones. */
final class ForgottenZeroGrad implements Symptom {
    /** A gradient that is a smaller share of the sum is lost in the rounding of the sum. */
    private static final double LOST = 1e-9;

    @Override
    public @Nullable Diagnosis look(Run run) {
        long steps = run.result().steps();
        if (run.job().zeroGrad() || steps < 2 || run.steps() == 0 || !run.learns()) {
            return null;
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("steps", steps);
        String message = "'zeroGrad' is false, so the gradient of step " + steps + " is the sum of those of all "
                + steps + " steps, as if zero_grad() were forgotten";
        List<Track> gradients = run.trajectory().gradients();
        int last = run.points() - 1;
        boolean twoInARow = last > 0 && run.trajectory().step(last - 1) == steps - 1;
        if (twoInARow && !gradients.isEmpty() && run.job().clipping() instanceof Clipping.None) {
            Track gradient = gradients.getFirst();
            double used = gradient.value(last, 0);
            double own = used - gradient.value(last - 1, 0);
            if (gradient.detail() == Track.Detail.ALL && Math.abs(own) > LOST * Math.abs(used)) {
                numbers.put("gradientUsed", used);
                numbers.put("gradientOfTheStep", own);
                message += ": the optimizer used " + Numerals.of(used) + " for "
                        + gradient.labels().getFirst() + ", but the gradient of the step itself was "
                        + Numerals.of(own);
            }
        }
        return new Diagnosis("forgottenZeroGrad", message + ".", numbers);
    }
}
