package dev.downhill.bench.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service as a process of its own, with the heap and the options that a classroom's container gives it.
 *
 * <p>The collector is that of the image. Options of the JVM in the variable {@code SERVICE_JVM} take the place of it.
 */
public final class ServiceProcess implements AutoCloseable {
    static final Path FOLDER = Path.of("target", "attack");

    private static final String HEAP = "-Xmx460m";
    private static final String JVM = System.getenv()
            .getOrDefault("SERVICE_JVM", "-XX:+UseSerialGC -Xmn24m -XX:MaxTenuringThreshold=1");
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int START_SECONDS = 120;

    private final Process process;
    private final Path log;
    private int port;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the service and waits until it answers.
     *
     * @param options such as {@code --downhill.jobs.threads=2}
     */
    public static ServiceProcess start(String... options) throws IOException, InterruptedException {
        ServiceProcess service = launch(options);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        Matcher started = STARTED.matcher(service.log());
        while (!started.find()) {
            if (!service.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the service did not start:\n" + service.log());
            }
            Thread.sleep(100);
            started = STARTED.matcher(service.log());
        }
        service.port = Integer.parseInt(started.group(1));
        return service;
    }

    /** Starts the service and waits for nothing. */
    static ServiceProcess launch(String... options) throws IOException {
        Files.createDirectories(FOLDER);
        Path log = Files.createTempFile(FOLDER, "service-", ".log");
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.add(HEAP);
        command.addAll(List.of(JVM.split(" ")));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.downhill.DownhillApplication", "--server.port=0"));
        command.addAll(List.of("--downhill.jobs.shutdown-grace=5s", "--downhill.survival.exit-when-broken=true"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // A suite that is stopped leaves no service behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ServiceProcess(process, log);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public String root() {
        return "http://localhost:" + port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns all that the service has printed. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects the garbage of the service. */
    void collect() throws IOException, InterruptedException {
        jcmd(Path.of("/dev/null"), "GC.run");
    }

    /** Writes the stacks of all threads, virtual ones too, into a file of the folder. */
    void dumpThreads(String name) throws IOException, InterruptedException {
        jcmd(FOLDER.resolve(name + ".threads"), "Thread.print");
    }

    /** Writes what the heap holds, by class, into a file of the folder. */
    void dumpClasses(String name) throws IOException, InterruptedException {
        jcmd(FOLDER.resolve(name + ".classes"), "GC.class_histogram");
    }

    private void jcmd(Path output, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool("jcmd"), Long.toString(process.pid())));
        command.addAll(List.of(words));
        Process jcmd = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!jcmd.waitFor(30, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
        }
    }

    /** Waits until the process ends; returns its exit code, or -1 where it goes on. */
    int awaitExit(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** Asks the process to stop, as {@code docker stop} does. */
    void terminate() {
        process.toHandle().destroy();
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
        if (awaitExit(20) == -1) {
            process.destroyForcibly();
            int unused = awaitExit(20);
        }
    }
}
