package dev.downhill.training.record;

import dev.downhill.engine.loss.Targets;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.StopRule;
import java.util.ArrayList;
import java.util.List;

/** A measure of a model on the training rows or on the test rows, in evaluation mode. */
public enum Metric {
    /** The share of training rows with the right class. */
    ACCURACY("accuracy"),
    /** The coefficient of determination over the training rows. */
    R2("r2"),
    /** The loss over the test rows, with the regularization. */
    TEST_LOSS("testLoss"),
    /** The share of test rows with the right class. */
    TEST_ACCURACY("testAccuracy"),
    /** The coefficient of determination over the test rows. */
    TEST_R2("testR2");

    private final String text;

    Metric(String text) {
        this.text = text;
    }

    /** Returns the metrics that a run of a job evaluates now and then, in the order in which they are shown. */
    public static List<Metric> of(JobSpecification job) {
        boolean classes = job.loss().targets() != Targets.NUMBERS;
        boolean test = job.data().test() != null;
        boolean all = job.record().metrics();
        List<Metric> metrics = new ArrayList<>();
        if (all) {
            metrics.add(classes ? ACCURACY : R2);
        }
        if (test) {
            metrics.add(TEST_LOSS);
            StopRule stop = job.stop();
            if (all || (stop.watchesTestRows() && stop.monitor() == StopRule.Monitor.TEST_ACCURACY)) {
                metrics.add(classes ? TEST_ACCURACY : TEST_R2);
            }
        }
        return List.copyOf(metrics);
    }

    /** Returns the name in JSON. */
    public String text() {
        return text;
    }
}
