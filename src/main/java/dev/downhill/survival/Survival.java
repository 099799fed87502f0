package dev.downhill.survival;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Counts the number of times that memory ran out, and breaks liveness when that happens too often.
 *
 * <p>One {@link OutOfMemoryError} ends the request or the job that met it. After many, some objects may be incomplete.
 * The thread that says so exists from the start, because a full heap may not give another one.
 */
@Component
public final class Survival implements InitializingBean, AutoCloseable, Thread.UncaughtExceptionHandler {
    private static final int EXIT_CODE = 3;
    private static final int DEEPEST_CAUSE = 20;
    private static final long RETRY_MILLIS = 100;
    private static final Logger log = LoggerFactory.getLogger(Survival.class);

    private final SurvivalProperties properties;
    private final ApplicationEventPublisher events;
    private final Runnable exit;
    private final RecentErrors recent;
    private final AtomicLong errors = new AtomicLong();
    private final CountDownLatch broken = new CountDownLatch(1);
    private final Thread speaker = Thread.ofPlatform().name("survival").daemon().unstarted(this::sayWhenBroken);
    private Thread.@Nullable UncaughtExceptionHandler before;

    @Autowired
    Survival(SurvivalProperties properties, ApplicationEventPublisher events, MeterRegistry registry) {
        this(properties, events, registry, () -> Runtime.getRuntime().halt(EXIT_CODE));
    }

    /** @param exit ends the process */
    Survival(SurvivalProperties properties, ApplicationEventPublisher events, MeterRegistry registry, Runnable exit) {
        this.properties = properties;
        this.events = events;
        this.exit = exit;
        this.recent = new RecentErrors(properties.errors(), properties.window().toNanos());
        FunctionCounter.builder("downhill.out.of.memory", errors, AtomicLong::doubleValue)
                .description("the number of times that memory ran out")
                .register(registry);
    }

    /** Returns one that counts, and tells nobody. */
    public static Survival silent() {
        var properties = new SurvivalProperties(1, Duration.ofMinutes(1), false);
        return new Survival(properties, event -> {}, new SimpleMeterRegistry(), () -> {});
    }

    @Override
    public void afterPropertiesSet() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(this);
        speaker.start();
    }

    /** Notes what ended a request, a job or a thread; returns whether memory had run out, and counts it then. */
    public boolean note(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof OutOfMemoryError) {
                errors.incrementAndGet();
                if (recent.isTooMany(System.nanoTime())) {
                    broken.countDown();
                }
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Notes the death of a thread that nothing protects. Those that accept and poll connections go on: see {@link Revival}. */
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        boolean unused = note(thrown);
        log.error("Thread {} died", thread.getName(), thrown);
    }

    private void sayWhenBroken() {
        try {
            broken.await();
            while (!said()) {
                Thread.sleep(RETRY_MILLIS);
            }
        } catch (InterruptedException e) {
            return;
        }
        if (properties.exitWhenBroken()) {
            exit.run();
        }
    }

    private boolean said() {
        try {
            AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
            log.error(
                    "Memory ran out more than {} times within {} s: the process must be restarted",
                    properties.errors(),
                    properties.window().toSeconds());
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    @Override
    public void close() {
        speaker.interrupt();
        if (Thread.getDefaultUncaughtExceptionHandler() == this) {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
