package dev.downhill.bench.attack;

import java.util.Random;
import java.util.concurrent.Callable;

/**
 * A simulated student: runs a lesson, looks at it, thinks, and goes on, until the time is over.
 *
 * <p>A request that is for later is sent again; its time goes on meanwhile, as the student's does.
 */
final class Student {
    private static final String NETWORK = """
            {"model": {"layers": [{"type": "linear", "units": 16, "activation": "tanh"}, {"type": "linear", "units": 2}]},
             "data": {"generator": "spiral", "n": 200}, "optimizer": {"type": "adam", "learningRate": 0.03}, "steps": 300}""";

    private static final int LEAST_THOUGHT = 500;
    private static final int MOST_THOUGHT = 2000;

    private final Client client;
    private final Random random;
    private final Timings timings;
    private final Tally wrong;

    /** @param wrong counts the answers that were not as expected */
    Student(Client client, int number, Timings timings, Tally wrong) {
        this.client = client;
        this.random = new Random(number);
        this.timings = timings;
        this.wrong = wrong;
    }

    /** Learns until a moment of {@link System#nanoTime}. */
    void learn(long end) throws InterruptedException {
        while (System.nanoTime() < end) {
            ask("the list of lessons", 200, () -> client.get("/lessons"));
            String lesson = ask("the first lesson", 201, () -> client.post("/jobs", Specifications.FIRST_LESSON, "Prefer", "wait=30"))
                    .location();
            ask("a step of it", 200, () -> client.get(lesson + "/steps/5"));
            ask("its plot", 200, () -> client.get(lesson + "/plot", "Accept", "image/svg+xml"));
            ask("its loss curve", 200, () -> client.get(lesson + "/loss-surface?x=w"));
            String network = ask("a spiral, 300 steps", 201, () -> client.post("/jobs", NETWORK, "Prefer", "wait=30"))
                    .location();
            ask("its stream of events", 200, () -> client.get(network + "/events", "Accept", "text/event-stream"));
            ask("its graph", 200, () -> client.get(network + "/graph", "Accept", "image/svg+xml"));
            ask("its predictions", 200, () -> client.post(network + "/predictions", "{\"inputs\": {\"x\": [[0.5, 1], [1, 2]]}}"));
        }
    }

    private Answer ask(String what, int expected, Callable<Answer> request) throws InterruptedException {
        long begun = System.nanoTime();
        Answer answer = client.patiently(request);
        timings.add(what, (System.nanoTime() - begun) / 1e9);
        if (answer.status() != expected) {
            wrong.add(what + " " + answer.kind());
        }
        Thread.sleep(random.nextInt(LEAST_THOUGHT, MOST_THOUGHT));
        return answer;
    }
}
