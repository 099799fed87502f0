package dev.downhill.bench.door;

import dev.downhill.bench.Figures;
import dev.downhill.bench.Median;
import dev.downhill.bench.attack.ServiceProcess;

/** Measures the service from outside, against an empty endpoint of its own. */
public final class Door {
    static final String FIRST_LESSON = """
            {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]},
             "loss": "mse", "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 10}""";

    private static final String UNLIMITED = "--downhill.web.posts-per-second=0";
    private static final int STARTS = 3;
    private static final int COLD_SECONDS = 10;
    private static final int WARM_SECONDS = 60;
    private static final int ROUNDS = 3;
    private static final int ROUND_SECONDS = 10;
    /** Long enough for a collection of the old generation, of which there is one in three quarters of a minute. */
    private static final int STEADY_SECONDS = 60;
    private static final int KEPT_JOBS = 8000;

    private Door() {}

    public static void measure(Figures figures) throws Exception {
        starts(figures);
        cold(figures);
        try (ServiceProcess service = ServiceProcess.start(UNLIMITED)) {
            warm(service, figures);
        }
        held(figures);
        try (ServiceProcess service = ServiceProcess.start(UNLIMITED)) {
            new Classroom(service.root()).measure(figures);
            new StreamReaders(service).measure(figures);
        }
    }

    private static void starts(Figures figures) throws Exception {
        double[] ready = new double[STARTS];
        double[] first = new double[STARTS];
        double[] resident = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begun = System.nanoTime();
            try (ServiceProcess service = ServiceProcess.start()) {
                ready[i] = (System.nanoTime() - begun) / 1e9;
                resident[i] = ProcessUse.of(service.pid()).residentMegabytes();
                first[i] = Requests.ofJobs(service.root(), FIRST_LESSON).once() / 1e6;
            }
        }
        figures.add("start to ready, from classes", Median.of(ready), "s", "below 2 in the container with the AOT cache");
        figures.add("first job after the start", Median.of(first), "ms", "below 60");
        figures.add("resident memory when idle", Median.of(resident), "MB", "below 150 in the container");
    }

    private static void cold(Figures figures) throws Exception {
        double empty;
        double jobs;
        try (ServiceProcess service = ServiceProcess.start(UNLIMITED)) {
            empty = Requests.ofNothing(service.root())
                    .asFastAsPossible(COLD_SECONDS)
                    .perSecond();
        }
        try (ServiceProcess service = ServiceProcess.start(UNLIMITED)) {
            jobs = Requests.ofJobs(service.root(), FIRST_LESSON)
                    .asFastAsPossible(COLD_SECONDS)
                    .perSecond();
        }
        figures.add("W6 in the first 10 s, first lessons a second", jobs, "", "");
        figures.add("W6 in the first 10 s against an empty endpoint", empty / jobs, "times", "at most 4");
    }

    private static void warm(ServiceProcess service, Figures figures) throws Exception {
        Requests lesson = Requests.ofJobs(service.root(), FIRST_LESSON);
        Requests nothing = Requests.ofNothing(service.root());
        lesson.asFastAsPossible(WARM_SECONDS);
        nothing.asFastAsPossible(ROUND_SECONDS);
        double[] jobs = new double[ROUNDS];
        double[] empty = new double[ROUNDS];
        double[] ratio = new double[ROUNDS];
        double[] middle = new double[ROUNDS];
        double[] slow = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            empty[i] = nothing.asFastAsPossible(ROUND_SECONDS).perSecond();
            Requests.Answers answers = lesson.asFastAsPossible(ROUND_SECONDS);
            jobs[i] = answers.perSecond();
            ratio[i] = empty[i] / jobs[i];
            middle[i] = answers.micros(50) / 1e3;
            slow[i] = answers.micros(99) / 1e3;
        }
        figures.add("W6 warm, empty answers a second", Median.of(empty), "", "");
        figures.add("W6 warm, first lessons a second", Median.of(jobs), "", "");
        figures.add("W6 warm against an empty endpoint", Median.of(ratio), "times", "at most 2");
        figures.add("W6 warm, p50", Median.of(middle), "ms", "");
        figures.add("W6 warm, p99", Median.of(slow), "ms", "");
        Requests.Answers steady = lesson.atRate(Median.of(jobs) / 2, STEADY_SECONDS);
        Requests.Answers idle = nothing.atRate(Median.of(empty) / 2, STEADY_SECONDS);
        figures.add("at half that rate, 10,000 jobs stored: p50", steady.micros(50) / 1e3, "ms", "");
        figures.add("at half that rate, 10,000 jobs stored: p99", steady.micros(99) / 1e3, "ms", "");
        figures.add("at half that rate, 10,000 jobs stored: p99.9", steady.micros(99.9) / 1e3, "ms", "");
        figures.add("at half that rate, p99 against p50", steady.micros(99) / steady.micros(50), "times", "at most 8");
        figures.add("empty endpoint at half its rate, p99 against p50", idle.micros(99) / idle.micros(50), "times", "");
        figures.add("answers that were not 200 or 201", steady.failed(), "", "0");
    }

    /** The heap that ended jobs take, by the JVM's count of living objects. */
    private static void held(Figures figures) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(UNLIMITED)) {
            Requests lesson = Requests.ofJobs(service.root(), FIRST_LESSON);
            lesson.times(500);
            long before = ProcessUse.of(service.pid()).livingBytes();
            lesson.times(KEPT_JOBS);
            long after = ProcessUse.of(service.pid()).livingBytes();
            figures.add(
                    "bytes that an ended first lesson holds",
                    (double) (after - before) / KEPT_JOBS,
                    "",
                    "at most 3,072");
        }
    }
}
