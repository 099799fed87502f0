package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loss over the training rows is finite at the end, but that over the test rows is not. */
final class TestLossNotFinite implements Symptom {
    private static final String TEST_LOSS = "testLoss";

    @Override
    public @Nullable Diagnosis look(Run run) {
        Dataset test = run.job().data().test();
        if (test == null
                || run.result().finalLoss() == null
                || run.result().metrics().containsKey(TEST_LOSS)) {
            return null;
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("step", run.result().steps());
        numbers.put("tensor", TEST_LOSS);
        String message = NotFinite.when(run) + " the loss over the test rows is not finite";
        NonFiniteOrigin origin = NonFiniteOrigin.in(run, test);
        if (origin != null) {
            origin.addTo(numbers);
            message += ": " + origin.text();
        }
        return new Diagnosis(NotFinite.CODE, message + ".", numbers);
    }
}
