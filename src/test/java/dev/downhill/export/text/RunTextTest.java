package dev.downhill.export.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.export.ExportedJob;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run as text for a terminal. */
class RunTextTest {
    private static List<String> lines(String specification) {
        ExportedJob run = ExportedJob.of(specification);
        return RunText.of(run.trajectory(), run.result(), List.of("It bounces."))
                .lines()
                .toList();
    }

    @Test
    void shortRunShowsItsStepsItsOutcomeAndItsLoss() {
        List<String> lines = lines(FirstLesson.json("0.1", 10));

        assertThat(lines)
                .startsWith("step 1: w=2.4000, loss=36.0000", "step 2: w=2.8800, loss=1.4400")
                .hasSize(21);
        assertThat(lines.get(10)).isEqualTo("completed after 10 steps: loss=0.0000");
        assertThat(lines.get(11)).isEqualTo("! It bounces.");
        assertThat(lines.get(13).strip()).isEqualTo("loss, log scale");
        assertThat(lines.get(14)).startsWith("    36.0 \u2809").hasSize(9 + 60);
        assertThat(lines.get(19)).startsWith("9.44e-12 ").endsWith("\u28c0");
        assertThat(lines.get(20).strip()).startsWith("1 ").endsWith(" 10");
    }

    @Test
    void longRunIsThinnedButKeepsItsFirstAndLastStep() {
        List<String> steps = lines(FirstLesson.json("0.0001", 1000)).stream()
                .takeWhile(line -> line.startsWith("step") || line.equals("..."))
                .toList();

        assertThat(steps).hasSize(31);
        assertThat(steps.get(4)).startsWith("step 5:");
        assertThat(steps.get(5)).startsWith("step 6:");
        assertThat(steps.get(6)).isEqualTo("...");
        assertThat(steps.get(7)).startsWith("step 47:");
        assertThat(steps.getLast()).startsWith("step 1000:");
        assertThat(steps).doesNotHaveDuplicates();
    }

    @Test
    void divergedRunShowsWhere() {
        List<String> lines = lines(FirstLesson.json("100", 1000));

        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("diverged after "));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("not finite at step "));
        assertThat(lines.getLast().strip()).startsWith("1 ");
    }

    @Test
    void showsALargeTensorByItsNorm() {
        assertThat(lines("""
                {"model": {"layers": [{"type": "linear", "units": 8}, {"type": "linear", "units": 1}]},
                 "data": {"generator": "plane", "n": 9}, "steps": 2}""").getFirst())
                .contains("|0.weight|=", ", 0.bias=[", ", 1.weight=[[", "1.bias=[")
                .doesNotContain(" 0.weight");
    }

    @Test
    void constantLossIsALineAtTheBottom() {
        String chart = new BrailleChart(new double[] {1, 2, 3}, new double[] {4, 4, 4}).text("loss");

        assertThat(chart.lines().skip(6).findFirst().orElseThrow()).isEqualTo("4.00 " + "\u28c0".repeat(60));
    }

    @Test
    void aSpikeBetweenTwoColumnsIsNotLost() {
        double[] steps = new double[10_000];
        double[] losses = new double[10_000];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i + 1;
            losses[i] = i == 5_003 ? 10 : 1;
        }

        String chart = new BrailleChart(steps, losses).text("loss");

        assertThat(chart.lines().skip(1).limit(6))
                .allSatisfy(row -> assertThat(
                                row.chars().skip(5).filter(c -> c > 0x2800).count())
                        .isPositive());
    }
}
