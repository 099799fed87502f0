package dev.downhill.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of a job to their end, as a browser does: when a service goes, it goes on at another with {@code Last-Event-ID}. */
public final class RoamingReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final long BETWEEN_TRIES_MILLIS = 200;

    private final List<Service> services;
    private final String job;
    private final List<Long> steps = new ArrayList<>();
    private int next;
    private String last = "";
    private boolean finished;

    /**
     * @param services where it may read; the list may change meanwhile
     * @param first which of them it asks first
     */
    public RoamingReader(List<Service> services, int first, String job) {
        this.services = services;
        this.next = first;
        this.job = job;
    }

    /** Returns the steps of the points that it receives until the job has ended. */
    public List<Long> steps() throws InterruptedException {
        while (!finished) {
            Service service = services.get(Math.floorMod(next++, services.size()));
            try {
                read(service);
            } catch (IOException | UncheckedIOException e) {
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
        return steps;
    }

    private void read(Service service) throws IOException, InterruptedException {
        String[] headers = last.isEmpty() ? new String[0] : new String[] {"Last-Event-ID", last};
        HttpResponse<Stream<String>> answer = service.events(job, headers);
        try (Stream<String> lines = answer.body()) {
            if (answer.statusCode() != OK) {
                refused(answer.statusCode(), String.join("\n", lines.toList()));
            }
            List<String> event = new ArrayList<>();
            for (Iterator<String> all = lines.iterator(); all.hasNext() && !finished; ) {
                String line = all.next();
                if (line.isEmpty()) {
                    receive(event);
                    event.clear();
                } else {
                    event.add(line);
                }
            }
        }
    }

    /** A service whose database is away may ask for a later try. */
    private static void refused(int status, String answer) throws IOException {
        if (status != UNAVAILABLE) {
            throw new AssertionError(status + " " + answer);
        }
        throw new IOException(answer);
    }

    /** An event counts when it is complete. */
    private void receive(List<String> event) {
        for (String line : event) {
            if (line.startsWith("id:")) {
                last = line.substring("id:".length());
            } else if (line.equals("event:finished")) {
                finished = true;
            } else if (line.startsWith("data:") && event.contains("event:steps")) {
                JSON.readTree(line.substring("data:".length()))
                        .get("step")
                        .valueStream()
                        .map(JsonNode::asLong)
                        .forEach(steps::add);
            }
        }
    }
}
