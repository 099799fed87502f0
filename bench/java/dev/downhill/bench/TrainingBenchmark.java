package dev.downhill.bench;

import dev.downhill.specification.JobSpecification;
import dev.downhill.training.run.Interruption;
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

/** Whole jobs: building the graph, compiling it, all steps, and the last evaluation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = {"--add-modules", "jdk.incubator.vector"})
public class TrainingBenchmark {
    @Param({"W2", "W3", "W4"})
    private Workload workload;

    /** A job of twice the steps allocates as much as one of the steps alone, where a step allocates nothing. */
    @Param({"1", "2"})
    private int times;

    private JobSpecification job;

    @Setup
    public void read() {
        job = workload.job("float32", times * workload.steps());
    }

    @Benchmark
    public TrainingResult job() {
        return new Trainer(job).run(Interruption.NEVER);
    }
}
