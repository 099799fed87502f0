package dev.downhill.jobs;

/** What was asked needs weights that are known only when the job has ended. */
final class WeightsUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeightsUnknown(Job job) {
        super("job '" + job.id() + "' is " + job.status().text()
                + " and does not record every element of its weights; they are known when it has succeeded");
    }
}
