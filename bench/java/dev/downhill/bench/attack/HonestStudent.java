package dev.downhill.bench.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A student who does the lessons and wants to keep what came of them. */
final class HonestStudent {
    private static final double KNOWN_WEIGHT = 2.9999996928;
    private static final double EXACTNESS = 1e-9;
    private static final int LESSONS = 30;

    private final Client client;
    private final Map<String, String> results = new LinkedHashMap<>();
    private String dataset = "/datasets/none";
    private String sweep = "/sweeps/none";

    HonestStudent(Client client) {
        this.client = client;
    }

    Client client() {
        return client;
    }

    /** Makes jobs, and uploads a data set, that must be there later. */
    void work() throws InterruptedException {
        for (int i = 0; i < LESSONS; i++) {
            Answer job = client.finish(i % 2 == 0 ? Specifications.FIRST_LESSON : Specifications.XOR);
            results.put(job.location(), job.json().path("result").toString());
        }
        dataset = client.post("/datasets", "a,b\n1,2\n3,4\n", "Content-Type", "text/csv")
                .location();
        sweep = client.post("/sweeps", Specifications.sweep(Specifications.FIRST_LESSON, 2))
                .location();
    }

    /** Returns the address of one of the jobs. */
    String job() {
        return results.keySet().iterator().next();
    }

    /** Returns what is not there any more, or not as it was. */
    List<String> lost() throws InterruptedException {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, String> job : results.entrySet()) {
            Answer answer = client.get(job.getKey());
            if (answer.status() != 200
                    || !answer.json().path("result").toString().equals(job.getValue())) {
                lost.add(job.getKey() + ": " + answer.status());
            }
        }
        for (String other : List.of(dataset, sweep)) {
            Answer answer = client.get(other);
            if (answer.status() != 200) {
                lost.add(other + ": " + answer.status());
            }
        }
        return lost;
    }

    /** Does the first lesson, again where it is for later; returns the seconds that it took, NaN where the answer is wrong. */
    double firstLesson() throws InterruptedException {
        long begun = System.nanoTime();
        Answer lessons = client.patiently(() -> client.get("/lessons"));
        Answer job = client.finish(Specifications.FIRST_LESSON);
        double seconds = (System.nanoTime() - begun) / 1e9;
        boolean right = lessons.status() == 200
                && job.status() == 201
                && Math.abs(job.json()
                                        .path("result")
                                        .path("parameters")
                                        .path("w")
                                        .asDouble(0)
                                - KNOWN_WEIGHT)
                        < EXACTNESS;
        return right ? seconds : Double.NaN;
    }
}
