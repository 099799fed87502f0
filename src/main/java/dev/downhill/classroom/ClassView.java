package dev.downhill.classroom;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.downhill.explain.diagnosis.Diagnosis;
import dev.downhill.jobs.Job;
import dev.downhill.lessons.Exercise;
import dev.downhill.training.record.Trajectory;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class as the caller may see it: the teacher sees all students, a student only the own work.
 *
 * @param findings what was wrong with the students' newest runs, the most frequent first
 */
record ClassView(List<AssignmentView> assignments, List<StudentView> students, List<FindingView> findings) {

    /**
     * An assignment.
     *
     * @param id the lesson's
     * @param task what is to be seen
     * @param solvedBy how many of the shown students have solved it
     */
    @Schema(name = "Assignment")
    record AssignmentView(String id, String title, String task, long solvedBy) {
        static AssignmentView of(Exercise exercise, List<StudentView> students) {
            return new AssignmentView(
                    exercise.id(),
                    exercise.title(),
                    exercise.task(),
                    students.stream()
                            .filter(student -> student.solved().contains(exercise.id()))
                            .count());
        }
    }

    /**
     * A student.
     *
     * @param jobs how many of the newest jobs of the class are the student's
     * @param solved the ids of the solved assignments
     * @param next the id of the first assignment that is not solved; null when all are
     * @param run the newest run; null before the first
     */
    @Schema(name = "Student")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record StudentView(
            String name,
            int jobs,
            List<String> solved,
            @Nullable String next,
            @Nullable RunView run) {}

    /**
     * A run in short.
     *
     * @param loss the newest recorded loss; null before the first, and where it is not finite
     * @param curve some of the losses, from the first to the newest; null for one that is not finite
     * @param findings the codes of what was wrong with it
     */
    @Schema(name = "StudentRun")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RunView(
            String id,
            @Nullable String name,
            String status,
            @Nullable String outcome,
            Instant createdAt,
            long step,
            long steps,
            @Nullable Double loss,
            List<@Nullable Double> curve,
            List<String> findings) {
        private static final int MOST_POINTS = 48;

        static RunView of(Job job) {
            Job.State state = job.state();
            List<@Nullable Double> curve = curve(state.trajectory());
            var outcome = state.outcome();
            Job.Run run = state.run();
            return new RunView(
                    job.id(),
                    job.specification().name(),
                    state.status().text(),
                    outcome == null ? null : outcome.text(),
                    job.createdAt(),
                    run == null ? 0 : run.step(),
                    job.specification().steps(),
                    curve.isEmpty() ? null : curve.getLast(),
                    curve,
                    state.diagnosis().stream().map(Diagnosis::code).toList());
        }

        private static List<@Nullable Double> curve(@Nullable Trajectory trajectory) {
            int points = trajectory == null ? 0 : trajectory.points();
            int shown = Math.min(points, MOST_POINTS);
            List<@Nullable Double> losses = new ArrayList<>(shown);
            for (int i = 0; i < shown; i++) {
                losses.add(finite(trajectory, shown == 1 ? 0 : (int) ((long) i * (points - 1) / (shown - 1))));
            }
            return losses;
        }

        private static @Nullable Double finite(@Nullable Trajectory trajectory, int point) {
            double loss = trajectory == null ? Double.NaN : trajectory.loss(point);
            return Double.isFinite(loss) ? loss : null;
        }
    }

    /**
     * Something that was wrong.
     *
     * @param code such as {@code learningRateTooLarge}
     * @param students whose newest run has it
     */
    @Schema(name = "ClassFinding")
    record FindingView(String code, List<String> students) {}
}
