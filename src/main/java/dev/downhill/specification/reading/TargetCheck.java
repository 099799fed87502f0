package dev.downhill.specification.reading;

import dev.downhill.data.Dataset;
import dev.downhill.engine.loss.Targets;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import java.util.function.DoublePredicate;

/** Checks that the targets are of the kind that the loss compares with. */
final class TargetCheck {
    private TargetCheck() {}

    /** Says what does not fit; where the loss cannot compare with words, that is said elsewhere. */
    static void check(JobSpecification job, Forward forward, Faults faults) {
        if (WordTarget.fault(job.loss(), job.data().training()) != null) {
            return;
        }
        Targets targets = job.loss().targets();
        int classes = targets == Targets.CLASSES ? forward.prediction().shape().dim(-1) : 0;
        DoublePredicate fits = switch (targets) {
            case NUMBERS -> y -> true;
            case PROBABILITY, LOGIT -> y -> y >= 0 && y <= 1;
            case MARGIN -> y -> y == -1 || y == 1;
            case CLASSES -> y -> y == Math.rint(y) && y >= 0 && y < classes;
        };
        String expected = switch (targets) {
            case NUMBERS -> "a number";
            case PROBABILITY, LOGIT -> "between 0 and 1";
            case MARGIN -> "-1 or 1";
            case CLASSES ->
                "a whole number from 0 to " + (classes - 1) + ", because the model has " + classes + " outputs";
        };
        check(job.data().training(), fits, expected, faults);
        Dataset test = job.data().test();
        if (test != null) {
            check(test, fits, expected, faults);
        }
    }

    private static void check(Dataset data, DoublePredicate fits, String expected, Faults faults) {
        double[] values = data.target().values();
        for (int i = 0; i < values.length; i++) {
            if (!fits.test(values[i])) {
                faults.add(
                        "/data/" + data.target().name(),
                        "target",
                        "the target in " + data.place(i / data.target().stride()) + " is " + values[i] + "; it must be "
                                + expected);
                return;
            }
        }
    }
}
