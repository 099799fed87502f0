package dev.downhill.jobs.web;

import dev.downhill.analysis.Answers;
import dev.downhill.explain.diagnosis.Diagnosis;
import dev.downhill.export.text.RunText;
import dev.downhill.jobs.Job;
import dev.downhill.training.record.Trajectory;
import java.util.List;
import org.springframework.stereotype.Component;

/** A job as text for a terminal. */
@Component
final class JobText {
    private final Answers answers;

    JobText(Answers answers) {
        this.answers = answers;
    }

    /** Returns the steps so far with what was found; of a job that has not ended, also its status. */
    String of(Job job) {
        Job.State state = job.state();
        Trajectory trajectory = state.trajectory();
        List<String> remarks =
                state.diagnosis().stream().map(Diagnosis::message).toList();
        String lines = trajectory == null ? "" : answers.compute(() -> RunText.of(trajectory, state.result(), remarks));
        return state.result() == null ? lines + state.status().text() + "\n" : lines;
    }
}
