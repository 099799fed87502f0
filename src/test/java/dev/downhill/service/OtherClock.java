package dev.downhill.service;

import dev.downhill.DownhillApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/** The service with another clock than its machine's; {@code ArchitectureTest} shows that the service reads no other. */
final class OtherClock {
    private OtherClock() {}

    /** Starts the service; the first argument is how far its clock is ahead, such as {@code PT5M} or {@code PT-5M}. */
    public static void main(String[] arguments) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[0]));
        var application = new SpringApplication(DownhillApplication.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("otherClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        application.run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
