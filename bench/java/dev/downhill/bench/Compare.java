package dev.downhill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures everything that is installed, each in a process of its own, and prints the table of ratios as Markdown. */
public final class Compare {
    private static final Path PEERS = Path.of("bench", "peers");
    private static final String PYTHON = System.getenv().getOrDefault("PYTHON", "python3");

    private Compare() {}

    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                "%s, %d processors, Java %s%n%n",
                processor(), Runtime.getRuntime().availableProcessors(), Runtime.version());
        System.out.println("Microseconds a step, one thread, float32 unless a column says otherwise; medians of seven runs.\n");
        row("", "Downhill", "hand-written", "PyTorch eager", "torch.compile", "per-sample JavaScript",
                "Python objects", "Downhill float64");
        row("---", "---", "---", "---", "---", "---", "---", "---");
        List<String> ratios = new ArrayList<>();
        for (Workload workload : Workload.values()) {
            double downhill = java("downhill", workload, "float32", 1);
            double hand = java("hand", workload, "float32", 1);
            double eager = pytorch(workload, 1, "eager");
            double compiled = pytorch(workload, 1, "compile");
            double javascript = process("node", PEERS.resolve("playground.js").toString(), workload.name());
            double objects = process(PYTHON, PEERS.resolve("micrograd.py").toString(), workload.name());
            double doubles = java("downhill", workload, "float64", 1);
            row(workload.name(), us(downhill), us(hand), us(eager), us(compiled), us(javascript), us(objects), us(doubles));
            ratios.add("| %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            workload,
                            ratio(eager / downhill),
                            ratio(compiled / downhill),
                            ratio(javascript / downhill),
                            ratio(objects / downhill),
                            ratio(downhill / hand),
                            ratio(doubles / downhill)));
        }
        System.out.println("\nHow many times faster Downhill is, and what it costs against its limits.\n");
        row("", "PyTorch eager", "torch.compile", "JavaScript", "Python objects", "time against hand-written",
                "float64 against float32");
        row("---", "---", "---", "---", "---", "---", "---");
        ratios.forEach(System.out::println);
        twoThreads();
    }

    private static void twoThreads() throws Exception {
        double peak = process(javaCommand("peak", "W5", "float32", "1"));
        double one = java("downhill", Workload.W5, "float32", 1);
        double two = java("downhill", Workload.W5, "float32", 2);
        double gigaflops = Workload.W5.flops() / one;
        System.out.printf(
                Locale.ROOT,
                "%nW5: %.0f GFLOPS on one thread, %.0f %% of the %.0f that its multiply-adds can reach; on two threads %s ms"
                        + " against PyTorch's %s ms.%n",
                gigaflops,
                100 * gigaflops / peak,
                peak,
                ms(two),
                ms(pytorch(Workload.W5, 2, "eager")));
    }

    private static double pytorch(Workload workload, int threads, String mode) throws Exception {
        return process(
                PYTHON,
                PEERS.resolve("pytorch.py").toString(),
                workload.name(),
                "float32",
                Integer.toString(threads),
                mode);
    }

    private static double java(String subject, Workload workload, String dtype, int threads) throws Exception {
        return process(javaCommand(subject, workload.name(), dtype, Integer.toString(threads)));
    }

    private static String[] javaCommand(String subject, String workload, String dtype, String threads) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new String[] {
            java, "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
            Measure.class.getName(), subject, workload, dtype, threads
        };
    }

    /** Returns the number that a command prints last, or NaN where it is not installed or does not run. */
    private static double process(String... command) throws InterruptedException {
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

    private static String processor() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    private static void row(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    private static String us(double nanoseconds) {
        return Double.isNaN(nanoseconds) ? "not installed or not run" : three(nanoseconds / 1e3);
    }

    private static String ms(double nanoseconds) {
        return Double.isNaN(nanoseconds) ? "(not installed)" : three(nanoseconds / 1e6);
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "-" : three(ratio);
    }

    /** Three significant digits. */
    private static String three(double number) {
        int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(number))));
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }
}
