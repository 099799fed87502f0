package dev.downhill.bench.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process of the JVM uses, as Linux and jcmd tell it. */
final class ProcessUse {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final long pid;

    private ProcessUse(long pid) {
        this.pid = pid;
    }

    static ProcessUse of(long pid) {
        return new ProcessUse(pid);
    }

    double residentMegabytes() throws IOException {
        return number(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status"))) / 1024.0;
    }

    /** Returns the seconds of processor time so far. */
    double processorSeconds() {
        return ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().totalCpuDuration())
                        .orElseThrow()
                        .toNanos()
                / 1e9;
    }

    /** Collects the garbage, and returns how many bytes the living objects take. */
    long livingBytes() throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        return number(TOTAL, new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(found.group(1));
    }
}
