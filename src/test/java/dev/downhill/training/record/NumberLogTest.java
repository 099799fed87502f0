package dev.downhill.training.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberLogTest {
    @Test
    void readsAppendedNumbersInOrder() {
        var random = new SplittableRandom(1);
        double[] numbers = random.doubles(300_000).toArray();
        var log = new NumberLog();
        while (log.size() < numbers.length) {
            int count = Math.min(random.nextInt(1, 40_000), numbers.length - log.size());
            if (count % 2 == 0) {
                log.append(numbers, log.size(), count, 0, 1);
            } else {
                log.append(numbers[log.size()]);
            }
        }

        for (int i = 0; i < numbers.length; i++) {
            assertThat(log.get(i)).isEqualTo(numbers[i]);
        }
    }
}
