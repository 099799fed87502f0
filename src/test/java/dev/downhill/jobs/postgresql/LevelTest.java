package dev.downhill.jobs.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.List;
import org.junit.jupiter.api.Test;

class LevelTest {
    private static long sum(List<Long> amounts, long level) {
        return amounts.stream().mapToLong(amount -> Math.min(amount, level)).sum();
    }

    @Test
    void isTheGreatestThatAllCanKeep() {
        qt().forAll(lists().of(longs().between(0, 1000)).ofSizeBetween(0, 12), longs().between(0, 5000))
                .checkAssert((amounts, most) -> {
                    long level = Level.of(amounts, most);
                    if (level == Long.MAX_VALUE) {
                        assertThat(sum(amounts, level)).isLessThanOrEqualTo(most);
                    } else {
                        assertThat(sum(amounts, level)).isLessThanOrEqualTo(most);
                        assertThat(sum(amounts, level + 1)).isGreaterThan(most);
                    }
                });
    }
}
