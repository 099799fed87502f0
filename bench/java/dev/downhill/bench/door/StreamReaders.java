package dev.downhill.bench.door;

import dev.downhill.bench.Figures;
import dev.downhill.bench.attack.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** A thousand readers of the events of one running job, and the processor time that they cost beside the run. */
final class StreamReaders {
    private static final int READERS = 1000;
    private static final int SETTLE_MILLIS = 5000;
    private static final int SECONDS = 20;

    /** Its learning rate is so small that it runs on. */
    private static final String ENDLESS = """
            {"model": {"layers": [{"type": "linear", "units": 64, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 400}, "optimizer": {"type": "sgd", "learningRate": 1e-9},
             "steps": 10000000, "record": {"every": 20000}}""";

    private final ServiceProcess service;

    StreamReaders(ServiceProcess service) {
        this.service = service;
    }

    void measure(Figures figures) throws Exception {
        String path = submit();
        Thread.sleep(SETTLE_MILLIS);
        double alone = cores();
        var bytes = new LongAdder();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < READERS; i++) {
            threads.execute(() -> read(path, bytes));
        }
        Thread.sleep(SETTLE_MILLIS);
        double together = cores();
        threads.shutdownNow();
        String what = "1,000 event-stream readers of one running job";
        figures.add(what + ": received", bytes.sum() / 1e6, "MB", "");
        figures.add(what, 100 * (together - alone), "% of a core", "below 25");
    }

    private String submit() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String location = client.send(
                            HttpRequest.newBuilder(URI.create(service.root() + "/jobs"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(ENDLESS))
                                    .build(),
                            BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            return URI.create(location).getPath();
        }
    }

    /** Returns how many cores the service uses. */
    private double cores() throws InterruptedException {
        double before = ProcessUse.of(service.pid()).processorSeconds();
        Thread.sleep(SECONDS * 1000L);
        return (ProcessUse.of(service.pid()).processorSeconds() - before) / SECONDS;
    }

    private void read(String path, LongAdder received) {
        try (Socket socket = new Socket("localhost", service.port());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(("GET " + path + "/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] part = new byte[8192];
            int count = in.read(part);
            while (count >= 0) {
                received.add(count);
                count = in.read(part);
            }
        } catch (IOException e) {
            // The service has closed the stream, or the measurement is over.
        }
    }
}
