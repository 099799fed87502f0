package dev.downhill.engine.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** The threads that share the work of large loops. */
public final class Workers {
    private static volatile int threads = Runtime.getRuntime().availableProcessors();

    /** Not the common pool: that one forgets a thread's packed panels after every task. */
    private static final ForkJoinPool POOL = new ForkJoinPool(Math.max(1, threads - 1));

    private Workers() {}

    /** A part of a loop. */
    @FunctionalInterface
    public interface Part {
        /** Does the items from {@code from} up to but without {@code to}. */
        void run(int from, int to);
    }

    /** Sets how many threads a loop may use; 1 for the calling one alone. */
    public static void limit(int most) {
        threads = Math.max(1, most);
    }

    /** Runs all items, in as many parts as there are threads; returns when all are done. */
    public static void share(int items, Part part) {
        int parts = Math.min(threads, items);
        if (parts <= 1) {
            part.run(0, items);
            return;
        }
        List<ForkJoinTask<?>> others = new ArrayList<>();
        for (int i = 1; i < parts; i++) {
            int from = (int) ((long) items * i / parts);
            int to = (int) ((long) items * (i + 1) / parts);
            others.add(POOL.submit(() -> part.run(from, to)));
        }
        part.run(0, (int) ((long) items / parts));
        others.forEach(ForkJoinTask::join);
    }
}
