package dev.downhill.scheduling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of many clients, each client's in the order of their arrival.
 *
 * <p>The next task is one of the client that has the fewest running; among equals, of the client that has waited longest for
 * its turn. Not safe for several threads: {@link FairExecutor} holds a lock.
 */
final class FairQueue<T> {
    private final Map<String, Deque<T>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private int size;

    /** A task and whose it is. */
    record Turn<T>(String client, T task) {}

    int size() {
        return size;
    }

    /** Returns how many tasks of a client wait. */
    int size(String client) {
        Deque<T> tasks = waiting.get(client);
        return tasks == null ? 0 : tasks.size();
    }

    void add(String client, T task) {
        waiting.computeIfAbsent(client, unused -> new ArrayDeque<>()).addLast(task);
        size++;
    }

    /** Takes the next task and counts it as running; returns null if none waits. */
    @Nullable
    Turn<T> next() {
        String client = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : waiting.keySet()) {
            int count = running.getOrDefault(candidate, 0);
            if (count < fewest) {
                client = candidate;
                fewest = count;
            }
        }
        if (client == null) {
            return null;
        }
        Deque<T> tasks = Objects.requireNonNull(waiting.remove(client));
        T task = tasks.removeFirst();
        size--;
        if (!tasks.isEmpty()) {
            waiting.put(client, tasks);
        }
        running.merge(client, 1, Integer::sum);
        return new Turn<>(client, task);
    }

    /** Counts a task of a client as done. */
    void done(String client) {
        running.computeIfPresent(client, (unused, count) -> count > 1 ? count - 1 : null);
    }

    /** Removes a client's first task that a test accepts; returns whether there was one. */
    boolean remove(String client, Predicate<T> which) {
        Deque<T> tasks = waiting.get(client);
        if (tasks == null) {
            return false;
        }
        for (T task : tasks) {
            if (which.test(task)) {
                tasks.remove(task);
                size--;
                if (tasks.isEmpty()) {
                    waiting.remove(client);
                }
                return true;
            }
        }
        return false;
    }

    /** Removes all tasks and returns them. */
    List<T> clear() {
        List<T> all = new ArrayList<>();
        waiting.values().forEach(all::addAll);
        waiting.clear();
        size = 0;
        return all;
    }
}
