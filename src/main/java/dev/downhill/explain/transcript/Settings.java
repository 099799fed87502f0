package dev.downhill.explain.transcript;

import dev.downhill.engine.optimizer.Optimizers;
import dev.downhill.engine.schedule.Schedules;
import dev.downhill.explain.transcript.Reading.RateOf;
import dev.downhill.explain.transcript.Reading.SettingOf;
import dev.downhill.explain.transcript.printout.PrintedLabel;
import dev.downhill.specification.FormulaSchedule;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers that a specification gives by itself: the learning rate, the size of a batch. */
final class Settings {
    private static final Set<String> RATE =
            Set.of("lr", "learning_rate", "learningrate", "learning-rate", "alpha", "eta", "step_size", "stepsize");
    private static final Set<String> STEPS =
            Set.of(("steps n_steps num_steps iterations n_iterations num_iterations iters n_iters "
                            + "num_iters max_iter max_iters epochs n_epochs num_epochs nb_epochs training_epochs")
                    .split(" "));
    private static final Set<String> ROWS =
            Set.of("m", "n", "rows", "samples", "examples", "n_samples", "num_samples", "num_examples");
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "batch",
            "batchsize",
            "bs",
            "batchsize",
            "mom",
            "momentum",
            "wd",
            "weightdecay",
            "lambda",
            "l2",
            "reg",
            "l2");

    /** Tutorials scale a penalty in several ways. */
    private static final Set<String> SCALED = Set.of("l1", "l2");

    private final JobSpecification job;

    Settings(JobSpecification job) {
        this.job = job;
    }

    /** Returns the meaning of a name in lower case, or null if it does not mean a setting. */
    @Nullable
    Candidates of(String name) {
        if (RATE.contains(name)) {
            Reading base = new SettingOf("learning rate", job.optimizer().learningRate());
            return Candidates.certain(
                    job.schedule().isSteady() ? List.of(base) : List.of(new RateOf(false), new RateOf(true), base));
        }
        if (STEPS.contains(name)) {
            long perEpoch = job.batching().stepsPerEpoch(job.data().training().rows());
            List<SettingOf> counts = new ArrayList<>(List.of(new SettingOf("number of steps", job.steps())));
            counts.add(new SettingOf("number of epochs", (double) job.steps() / perEpoch));
            return Candidates.uncertain(counts, "the specification takes " + job.steps() + " steps");
        }
        if (ROWS.contains(name)) {
            return Candidates.uncertain(
                    List.of(new SettingOf(
                            "number of rows", job.data().training().rows())),
                    "it is unclear which rows are meant");
        }
        String plain = name.replace("_", "").replace("-", "");
        String field = OTHER_NAMES.getOrDefault(plain, plain);
        List<SettingOf> found = new ArrayList<>();
        numbers().forEach(setting -> {
            if (setting.name().toLowerCase(Locale.ROOT).equals(field)) {
                found.add(setting);
            }
        });
        if (found.isEmpty()) {
            return null;
        }
        return SCALED.contains(field)
                ? Candidates.uncertain(found, "it is unclear how a penalty is scaled")
                : Candidates.certain(found);
    }

    /** Returns every setting that is a number. */
    private List<SettingOf> numbers() {
        List<SettingOf> numbers = new ArrayList<>(List.of(
                new SettingOf("seed", job.seed()),
                new SettingOf("batchSize", job.batching().size()),
                new SettingOf("steps", job.steps())));
        add(numbers, Optimizers.CATALOGUE.optionsOf(job.optimizer()));
        add(numbers, Map.of("l1", job.regularization().l1()));
        add(numbers, Map.of("l2", job.regularization().l2()));
        if (!(job.schedule() instanceof FormulaSchedule)) {
            add(numbers, Schedules.CATALOGUE.optionsOf(job.schedule()));
        }
        return numbers;
    }

    private static void add(List<SettingOf> numbers, Map<String, ?> options) {
        options.forEach((name, value) -> {
            if (value instanceof Number number) {
                numbers.add(new SettingOf(name, number.doubleValue()));
            }
        });
    }

    /** Returns whether a number can be how many steps or epochs there are in all, or steps in an epoch. */
    boolean isTotal(PrintedLabel label, long total) {
        int rows = job.data().training().rows();
        long perEpoch = job.batching().stepsPerEpoch(rows);
        boolean epochs = total * perEpoch == job.steps() || (total + 1) * perEpoch == job.steps();
        return switch (label.counts()) {
            case ROWS -> total == rows;
            case BATCH -> total == perEpoch;
            case EPOCH -> epochs;
            case STEP, UNKNOWN -> epochs || total == job.steps() || total + 1 == job.steps() || total == perEpoch;
        };
    }
}
