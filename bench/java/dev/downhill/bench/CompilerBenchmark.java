package dev.downhill.bench;

import dev.downhill.specification.JobSpecification;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A job that ends after its first step: building the graph and compiling it is nearly all that it does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = {"--add-modules", "jdk.incubator.vector"})
public class CompilerBenchmark {
    @Param({"W1", "W2", "W3", "W4"})
    private Workload workload;

    private JobSpecification job;

    @Setup
    public void read() {
        job = workload.job("float32", workload.steps());
    }

    @Benchmark
    public TrainingResult firstStep() {
        var trainer = new Trainer(job);
        Interruption afterOne = () -> trainer.step() > 0 ? Outcome.CANCELLED : null;
        return trainer.run(afterOne);
    }
}
