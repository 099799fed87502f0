package dev.downhill.bench.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same many times at once. */
final class Together {
    private Together() {}

    /** One of many. */
    @FunctionalInterface
    interface Part {
        void run(int number) throws Exception;
    }

    /** Does a part as often at once as said, and waits for all. */
    static void times(int count, Part part) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    part.run(number);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
