package dev.downhill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Processes that print nanoseconds a step as their last line: each figure comes from one of its own. NaN where one does not run. */
final class MeasuredProcess {
    private static final Path PEERS = Path.of("bench", "peers");
    private static final String PYTHON = System.getenv().getOrDefault("PYTHON", "python3");

    private MeasuredProcess() {}

    static double downhill(Workload workload, String dtype, int threads) throws InterruptedException {
        return java("downhill", workload.name(), dtype, threads);
    }

    static double downhill(Network network, String dtype, int threads) throws InterruptedException {
        return java("network", network.toString(), dtype, threads);
    }

    static double downhill(LayerWorkload workload) throws InterruptedException {
        return java("layers", workload.name(), "float32", 1);
    }

    static double handwritten(Workload workload) throws InterruptedException {
        return java("hand", workload.name(), "float32", 1);
    }

    /** Returns the multiply-adds of one thread, in GFLOPS. */
    static double peak() throws InterruptedException {
        return java("peak", "W5", "float32", 1);
    }

    /** Measures PyTorch in float32; {@code mode} is eager or compile. */
    static double pytorch(Network network, int threads, String mode) throws InterruptedException {
        return pytorch(network.toString(), threads, mode);
    }

    /** Measures PyTorch eager in float32 on one thread. */
    static double pytorch(LayerWorkload workload) throws InterruptedException {
        return pytorch(workload.name(), 1, "eager");
    }

    private static double pytorch(String network, int threads, String mode) throws InterruptedException {
        return run(
                PYTHON,
                PEERS.resolve("pytorch.py").toString(),
                network,
                "float32",
                Integer.toString(threads),
                mode);
    }

    static double javascript(Workload workload) throws InterruptedException {
        return run("node", PEERS.resolve("playground.js").toString(), workload.name());
    }

    static double pythonObjects(Workload workload) throws InterruptedException {
        return run(PYTHON, PEERS.resolve("micrograd.py").toString(), workload.name());
    }

    private static double java(String subject, String name, String dtype, int threads) throws InterruptedException {
        return run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Measure.class.getName(),
                subject,
                name,
                dtype,
                Integer.toString(threads));
    }

    private static double run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Double.parseDouble(text.substring(text.lastIndexOf('\n') + 1)) : Double.NaN;
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }
}
