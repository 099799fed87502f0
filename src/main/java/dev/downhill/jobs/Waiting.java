package dev.downhill.jobs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many jobs of each client wait, so that one client cannot fill the queue. */
final class Waiting {
    private final int most;
    private final Map<String, Integer> byClient = new ConcurrentHashMap<>();

    /** @param most how many jobs of one client may wait */
    Waiting(int most) {
        this.most = most;
    }

    /** Counts a job in; returns false, and it is not counted, where its client has as many as it may. */
    boolean enter(Job job) {
        int count = byClient.merge(job.client(), 1, Integer::sum);
        if (count > most) {
            leave(job);
            return false;
        }
        return true;
    }

    /** Counts a job out. */
    void leave(Job job) {
        byClient.computeIfPresent(job.client(), (client, count) -> count > 1 ? count - 1 : null);
    }
}
