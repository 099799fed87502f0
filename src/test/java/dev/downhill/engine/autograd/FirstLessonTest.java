package dev.downhill.engine.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The first lesson: y = 3x from the point (2, 6), with w = 0 and a learning rate of 0.1. */
class FirstLessonTest {
    private static final double RATE = 0.1;
    private static final int STEPS = 10;

    @Test
    void byHandByAutogradAndAsAJobAgree() {
        List<Double> byHand = byHand();

        assertThat(byHand.subList(0, 4)).containsExactly(2.4000000000000004, 2.88, 2.976, 2.9952);
        assertThat(byAutograd()).isEqualTo(byHand);
        assertThat(asAJob()).isEqualTo(byHand);
    }

    /** The derivative of (w x - y) ** 2 written out: 2 (w x - y) x. */
    private static List<Double> byHand() {
        List<Double> weights = new ArrayList<>();
        double w = 0;
        for (int step = 1; step <= STEPS; step++) {
            double gradient = 2 * (w * 2 - 6) * 2;
            w -= RATE * gradient;
            weights.add(w);
        }
        return weights;
    }

    private static List<Double> byAutograd() {
        List<Double> weights = new ArrayList<>();
        Tensor w = Tensor.parameter("w", 0.0);
        Tensor x = Tensor.of(2.0);
        Tensor y = Tensor.of(6.0);
        for (int step = 1; step <= STEPS; step++) {
            Tensor loss = w.mul(x).sub(y).pow(2);
            loss.backward();
            double gradient = Objects.requireNonNull(w.grad()).item();
            w.assign(NDArray.scalar(w.item() - RATE * gradient));
            w.zeroGrad();
            weights.add(w.item());
        }
        return weights;
    }

    private static List<Double> asAJob() {
        var trainer = new Trainer(FirstLesson.specification());
        trainer.run(Interruption.NEVER);
        List<Double> weights = new ArrayList<>();
        var w = Objects.requireNonNull(trainer.trajectory().parameter("w"));
        for (int point = 0; point < trainer.trajectory().points(); point++) {
            weights.add(w.value(point, 0));
        }
        return weights;
    }
}
