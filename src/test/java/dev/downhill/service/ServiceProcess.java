package dev.downhill.service;

import dev.downhill.DownhillApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The service as a process of its own. */
public final class ServiceProcess implements AutoCloseable {
    private final Process process;
    private final Thread reader;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    private ServiceProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts a process with arguments such as {@code --downhill.jobs.threads=1}. */
    public static ServiceProcess start(List<String> arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /**
     * Starts a process.
     *
     * @param options of the JVM
     */
    public static ServiceProcess start(List<String> options, List<String> arguments) throws IOException {
        return start(options, DownhillApplication.class, arguments);
    }

    /** Starts a process whose clock is ahead of this machine's, or behind it if the time is negative. */
    public static ServiceProcess startWithClock(Duration ahead, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(ahead.toString()));
        all.addAll(arguments);
        return start(List.of(), OtherClock.class, all);
    }

    private static ServiceProcess start(List<String> options, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx300m"));
        command.addAll(options);
        command.addAll(List.of(
                "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        command.add("--server.port=0");
        return new ServiceProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                if (line.contains("Tomcat started on port ")) {
                    port.complete(Integer.parseInt(line.replaceAll(".*started on port (\\d+).*", "$1")));
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new IllegalStateException(String.join("\n", log())));
    }

    /** Waits until the service answers. */
    public Service service() throws Exception {
        return new Service(port.get(400, TimeUnit.SECONDS));
    }

    public long pid() {
        return process.pid();
    }

    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Ends the process at once, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells the process to stop, and waits until it has ended and its log is complete. */
    public void stop() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS) || !reader.join(Duration.ofSeconds(10))) {
            throw new AssertionError("the service does not stop");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
