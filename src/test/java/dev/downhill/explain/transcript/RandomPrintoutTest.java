package dev.downhill.explain.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random specifications, printed in random formats: {@code -Dtranscript.draws=5000} tries more of them. */
class RandomPrintoutTest {
    private static final int DRAWS = Integer.getInteger("transcript.draws", 150);
    private static final long SEED = 20_000;

    @Test
    void agreesWithThePrintoutOfARun() {
        for (long seed = SEED; seed < SEED + DRAWS; seed++) {
            var printout = RandomPrintout.of(new SplittableRandom(seed));
            Transcript check = Transcript.of(printout.job(), printout.lines());

            assertThat(check.wrong()).as(text(seed, printout)).isEmpty();
            assertThat(check.unchecked()).as(text(seed, printout)).isEmpty();
            assertThat(check.agrees()).isTrue();
        }
    }

    @Test
    void findsOneAlteredNumber() {
        for (long seed = SEED; seed < SEED + DRAWS; seed++) {
            var random = new SplittableRandom(seed);
            var printout = RandomPrintout.of(random);
            List<String> altered = RandomPrintout.altered(printout, random);

            assertThat(Transcript.of(printout.job(), altered).agrees())
                    .as("%s%nin place of%n%s", String.join("\n", altered), text(seed, printout))
                    .isFalse();
        }
    }

    private static String text(long seed, RandomPrintout printout) {
        return "seed " + seed + "\n" + printout.specification() + "\n" + String.join("\n", printout.lines());
    }
}
