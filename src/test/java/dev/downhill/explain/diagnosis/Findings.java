package dev.downhill.explain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How often a finding is raised where it must not be, and is not where it must: what is so is known from plain loops, from
 * eigenvalues, or from how a run was made. {@code -Ddiagnosis.draws=10} draws ten times as many, and prints the
 * rates.
 */
final class Findings {
    static final int TIMES = Integer.getInteger("diagnosis.draws", 1);
    static final int MUST_NOT = 200 * TIMES;
    static final int MUST = 50 * TIMES;

    private Findings() {}

    /** A run, or null where it is not known whether it must have the finding. */
    interface Draw {
        @Nullable
        Run of(SplittableRandom random);
    }

    /** Returns the specifications of those of some draws that have a finding, or have it not. */
    static List<String> wrong(String code, boolean must, long seed, Draw draw) {
        var random = new SplittableRandom(seed);
        int count = must ? MUST : MUST_NOT;
        List<String> wrong = new ArrayList<>();
        int drawn = 0;
        for (int tries = 0; drawn < count; tries++) {
            assertThat(tries).as("draws of which the truth is not known").isLessThan(20 * count);
            Run run = draw.of(random);
            if (run != null) {
                drawn++;
                List<Diagnosis> found = Diagnosis.of(run).stream()
                        .filter(diagnosis -> diagnosis.code().equals(code))
                        .toList();
                if (found.isEmpty() == must) {
                    wrong.add(found + " of " + run.job().text().text() + " " + run.loss());
                }
            }
        }
        if (TIMES > 1) {
            System.out.printf("%s: %d of %d %s%n", code, wrong.size(), drawn, must ? "missed" : "raised falsely");
        }
        return wrong;
    }

    @SafeVarargs
    static <T> T pick(SplittableRandom random, T... from) {
        return from[random.nextInt(from.length)];
    }

    static double between(SplittableRandom random, double least, double greatest) {
        return least * Math.pow(greatest / least, random.nextDouble());
    }

    static String optimizer(String type, double rate, String more) {
        return "\"optimizer\": {\"type\": \"" + type + "\", \"learningRate\": " + rate + more + "}";
    }

    static String batches(SplittableRandom random, int rows) {
        return pick(
                random,
                "",
                ", \"batchSize\": 1",
                ", \"batchSize\": 1, \"shuffle\": false",
                ", \"batchSize\": " + (1 + rows / 3));
    }
}
