package dev.downhill.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.record.Checkpoints;
import dev.downhill.training.record.MetricHistory;
import dev.downhill.training.record.TestLosses;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.replay.Fork;
import dev.downhill.training.replay.Replay;
import dev.downhill.training.run.FinalParameters;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A run that has ended, with all that it recorded, to be compared with another to the last bit. */
record RecordedRun(JobSpecification job, Trainer trainer, TrainingResult result) {
    static RecordedRun of(JobSpecification job) {
        return of(job, new Trainer(job));
    }

    /** Returns a run that goes on from a state. */
    static RecordedRun of(Fork fork) {
        Checkpoint start = fork.start();
        return of(fork.specification(), new Trainer(fork.specification(), start, new Checkpoints(start, 64, 1L << 24)));
    }

    private static RecordedRun of(JobSpecification job, Trainer trainer) {
        return new RecordedRun(job, trainer, trainer.run(Interruption.NEVER));
    }

    /** Returns what stood after a step. */
    Checkpoint after(long step) {
        var replay = new Replay(job, trainer.checkpoints().upTo(step));
        assertThat(replay.advanceTo(step, Interruption.NEVER)).isNull();
        return replay.checkpoint();
    }

    /** Asserts that another run took the steps of this one after {@code step}, and ended alike. */
    void assertRestIs(RecordedRun other, long step) {
        assertThat(other.result.outcome()).isEqualTo(result.outcome());
        assertThat(other.result.steps()).isEqualTo(result.steps());
        assertThat(other.result.divergence()).isEqualTo(result.divergence());
        assertThat(other.result.finalLoss()).isEqualTo(result.finalLoss());
        assertThat(other.result.metrics()).isEqualTo(result.metrics());
        assertThat(other.result.sample()).isEqualTo(result.sample());
        assertThat(FinalParameters.of(other.job, other.result.checkpoint()))
                .isEqualTo(FinalParameters.of(job, result.checkpoint()));
        assertSameState(other.result.checkpoint());
        assertThat(other.testLosses(step)).isEqualTo(testLosses(step));
        assertThat(other.metrics(step)).isEqualTo(metrics(step));
        assertSamePoints(other.trainer.trajectory(), step);
    }

    private void assertSameState(Checkpoint other) {
        Checkpoint own = result.checkpoint();
        assertThat(other.place()).isEqualTo(own.place());
        assertThat(other.parameters().keySet()).isEqualTo(own.parameters().keySet());
        own.parameters()
                .forEach((name, values) ->
                        assertBits(Objects.requireNonNull(other.parameters().get(name)), values, name));
        assertThat(other.state()).hasSameSizeAs(own.state());
        for (int i = 0; i < own.state().size(); i++) {
            assertBits(other.state().get(i), own.state().get(i), "state " + i);
        }
    }

    private List<Object> testLosses(long after) {
        List<Object> entries = new ArrayList<>();
        TestLosses losses = trainer.trajectory().testLosses();
        for (int i = 0; i < losses.count(); i++) {
            if (losses.step(i) > after) {
                entries.add(List.of(losses.step(i), losses.loss(i)));
            }
        }
        return entries;
    }

    private List<Object> metrics(long after) {
        List<Object> entries = new ArrayList<>();
        MetricHistory history = trainer.trajectory().metrics();
        for (int i = history.upTo(after); i < history.count(); i++) {
            entries.add(history.step(i));
            for (int column = 0; column < history.metrics().size(); column++) {
                entries.add(history.value(i, column));
            }
        }
        return entries;
    }

    /** A fork records its first step too, where the other run may not have. */
    private void assertSamePoints(Trajectory other, long after) {
        Trajectory own = trainer.trajectory();
        int point = 0;
        for (int i = 0; i < own.points(); i++) {
            long step = own.step(i);
            if (step > after) {
                while (point < other.points() && other.step(point) < step) {
                    assertThat(other.step(point++)).isEqualTo(after + 1);
                }
                assertThat(other.step(point)).isEqualTo(step);
                assertBits(new double[] {other.loss(point)}, new double[] {own.loss(i)}, "loss of step " + step);
                assertTracks(other.parameters(), point, own.parameters(), i);
                assertTracks(other.gradients(), point, own.gradients(), i);
                point++;
            }
        }
        assertThat(point).isEqualTo(other.points());
    }

    private static void assertTracks(List<Track> other, int otherPoint, List<Track> own, int point) {
        assertThat(other)
                .extracting(Track::name)
                .isEqualTo(own.stream().map(Track::name).toList());
        for (int i = 0; i < own.size(); i++) {
            assertBits(
                    other.get(i).values(otherPoint),
                    own.get(i).values(point),
                    own.get(i).name() + " at " + point);
        }
    }

    /** Two numbers are the same if their bits are: -0 is not 0. */
    private static void assertBits(double[] other, double[] own, String what) {
        assertThat(other).hasSameSizeAs(own);
        for (int i = 0; i < own.length; i++) {
            assertThat(Double.doubleToRawLongBits(other[i]))
                    .as("%s[%d]: %s, not %s", what, i, other[i], own[i])
                    .isEqualTo(Double.doubleToRawLongBits(own[i]));
        }
    }
}
