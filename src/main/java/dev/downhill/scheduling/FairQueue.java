package dev.downhill.scheduling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of many clients, each client's in the order of their arrival.
 *
 * <p>The next task is one of the client that has the fewest running; among equals, of the client that has waited longest for
 * its turn. Taking a task allocates one small object before anything changes, so a full heap loses no task. Not safe for
 * several threads: {@link FairExecutor} holds a lock.
 */
final class FairQueue<T> {
    private final Map<String, Client<T>> clients = new HashMap<>();
    private long turns;
    private int size;

    /** A task and whose it is. */
    record Turn<T>(String client, T task) {}

    /** A client's queued tasks, and the number of its running ones. */
    private static final class Client<T> {
        private final String name;
        private final Deque<T> waiting = new ArrayDeque<>();
        private int running;
        private long since;

        Client(String name) {
            this.name = name;
        }

        boolean comesBefore(@Nullable Client<T> other) {
            return other == null || running < other.running || (running == other.running && since < other.since);
        }
    }

    int size() {
        return size;
    }

    /** Returns how many tasks of a client wait. */
    int size(String client) {
        Client<T> known = clients.get(client);
        return known == null ? 0 : known.waiting.size();
    }

    void add(String name, T task) {
        client(name).waiting.addLast(task);
    }

    /** Adds a task before those of its client that wait. */
    void addFirst(String name, T task) {
        client(name).waiting.addFirst(task);
    }

    /** Returns the client of another task. */
    private Client<T> client(String name) {
        Client<T> client = clients.computeIfAbsent(name, Client::new);
        if (client.waiting.isEmpty()) {
            client.since = turns++;
        }
        size++;
        return client;
    }

    /** Takes the next task and counts it as running; returns null if none waits. */
    @Nullable
    Turn<T> next() {
        Client<T> next = null;
        for (Client<T> client : clients.values()) {
            if (!client.waiting.isEmpty() && client.comesBefore(next)) {
                next = client;
            }
        }
        if (next == null) {
            return null;
        }
        var turn = new Turn<>(next.name, next.waiting.getFirst());
        next.waiting.removeFirst();
        next.since = turns++;
        next.running++;
        size--;
        return turn;
    }

    /** Counts a task of a client as done. */
    void done(String name) {
        Client<T> client = clients.get(name);
        if (client != null) {
            client.running--;
            forgetIfIdle(client);
        }
    }

    /** Removes a client's first task that a test accepts; returns whether there was one. */
    boolean remove(String name, Predicate<T> which) {
        Client<T> client = clients.get(name);
        if (client == null) {
            return false;
        }
        for (T task : client.waiting) {
            if (which.test(task)) {
                client.waiting.remove(task);
                size--;
                forgetIfIdle(client);
                return true;
            }
        }
        return false;
    }

    private void forgetIfIdle(Client<T> client) {
        if (client.waiting.isEmpty() && client.running == 0) {
            clients.remove(client.name);
        }
    }

    /** Removes all tasks and returns them, the first of each client first. */
    List<T> clear() {
        List<T> all = new ArrayList<>();
        for (Client<T> client : List.copyOf(clients.values())) {
            all.addAll(client.waiting);
            client.waiting.clear();
            forgetIfIdle(client);
        }
        size = 0;
        return all;
    }
}
