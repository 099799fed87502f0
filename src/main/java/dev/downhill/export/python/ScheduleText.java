package dev.downhill.export.python;

import dev.downhill.engine.schedule.ConstantSchedule;
import dev.downhill.engine.schedule.CosineSchedule;
import dev.downhill.engine.schedule.ExponentialSchedule;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.engine.schedule.LinearSchedule;
import dev.downhill.engine.schedule.OneCycleSchedule;
import dev.downhill.engine.schedule.StepSchedule;
import dev.downhill.engine.schedule.Warmup;
import dev.downhill.export.NotExportable;
import dev.downhill.specification.FormulaSchedule;
import dev.downhill.specification.JobSpecification;
import java.util.List;

/** The body of {@code rate(k)}: the learning rate of a step, from 0; nothing where it is always the same. */
final class ScheduleText {
    private ScheduleText() {}

    static List<String> of(JobSpecification job) {
        LearningRateSchedule schedule = job.schedule();
        String base = Literals.number(job.optimizer().learningRate());
        long steps = job.steps();
        return switch (schedule) {
            case ConstantSchedule s -> List.of();
            case StepSchedule s ->
                List.of("return " + base + " * " + Literals.number(s.gamma()) + " ** (k // " + s.stepSize() + ")");
            case ExponentialSchedule s -> List.of("return " + base + " * " + Literals.number(s.gamma()) + " ** k");
            case CosineSchedule s -> {
                String least = Literals.number(s.etaMin());
                yield List.of("return " + least + " + (" + base + " - " + least + ") * (1 + math.cos(math.pi * k / "
                        + (s.tMax() == 0 ? steps : s.tMax()) + ")) / 2");
            }
            case LinearSchedule s -> {
                String start = Literals.number(s.startFactor());
                yield List.of("return " + base + " * (" + start + " + (" + Literals.number(s.endFactor()) + " - "
                        + start + ") * min(1, k / " + s.totalIters() + "))");
            }
            case Warmup s -> List.of("return " + base + " * min(1, (k + 1) / " + s.steps() + ")");
            case OneCycleSchedule s -> oneCycle(s, job.optimizer().learningRate(), steps);
            case FormulaSchedule s ->
                List.of(
                        "k = torch.tensor(float(k), dtype=torch.float64)",
                        "return " + base + " * float(" + new PythonFormula(name -> name).text(s.expression()) + ")");
            default -> throw new NotExportable("PyTorch has no equivalent of this learning rate schedule");
        };
    }

    private static List<String> oneCycle(OneCycleSchedule schedule, double base, long steps) {
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
