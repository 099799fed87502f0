package dev.downhill.export.python;

import dev.downhill.engine.schedule.Constant;
import dev.downhill.engine.schedule.Cosine;
import dev.downhill.engine.schedule.Exponential;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.engine.schedule.Linear;
import dev.downhill.engine.schedule.OneCycle;
import dev.downhill.engine.schedule.Step;
import dev.downhill.engine.schedule.Warmup;
import dev.downhill.training.expression.ExpressionParser;
import dev.downhill.training.specification.JobSpecification;
import java.util.List;

/** The body of {@code rate(k)}: the learning rate of a step, from 0; nothing where it is always the same. */
final class ScheduleText {
    private ScheduleText() {}

    static List<String> of(JobSpecification job) {
        LearningRateSchedule schedule = job.schedule();
        String base = Literals.number(job.optimizer().learningRate());
        long steps = job.steps();
        return switch (schedule) {
            case Constant s -> List.of();
            case Step s ->
                List.of("return " + base + " * " + Literals.number(s.gamma()) + " ** (k // " + s.stepSize() + ")");
            case Exponential s -> List.of("return " + base + " * " + Literals.number(s.gamma()) + " ** k");
            case Cosine s -> {
                String least = Literals.number(s.etaMin());
                yield List.of("return " + least + " + (" + base + " - " + least + ") * (1 + math.cos(math.pi * k / "
                        + (s.tMax() == 0 ? steps : s.tMax()) + ")) / 2");
            }
            case Linear s -> {
                String start = Literals.number(s.startFactor());
                yield List.of("return " + base + " * (" + start + " + (" + Literals.number(s.endFactor()) + " - "
                        + start + ") * min(1, k / " + s.totalIters() + "))");
            }
            case Warmup s -> List.of("return " + base + " * min(1, (k + 1) / " + s.steps() + ")");
            case OneCycle s -> oneCycle(s, job.optimizer().learningRate(), steps);
            default -> {
                String source = job.json().at("/schedule/expression").stringValue();
                yield List.of(
                        "k = torch.tensor(float(k), dtype=torch.float64)",
                        "return " + base + " * float(" + new Formula(name -> name).text(ExpressionParser.parse(source))
                                + ")");
            }
        };
    }

    private static List<String> oneCycle(OneCycle schedule, double base, long steps) {
        double greatest = schedule.maxLearningRate() == 0 ? base : schedule.maxLearningRate();
        double first = greatest / schedule.divFactor();
        return List.of(
                "greatest, first, last = " + Literals.number(greatest) + ", " + Literals.number(first) + ", "
                        + Literals.number(first / schedule.finalDivFactor()),
                "top, end = " + Literals.number(schedule.pctStart() * steps - 1) + ", " + (steps - 1),
                "if k <= top:",
                "    low, share = first, 1 if top <= 0 else k / top",
                "    return greatest + (low - greatest) / 2 * (1 + math.cos(math.pi * share))",
                "share = 1 if end <= top else (k - top) / (end - top)",
                "return last + (greatest - last) / 2 * (1 + math.cos(math.pi * share))");
    }
}
