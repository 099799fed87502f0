package dev.downhill.explain.transcript;

import dev.downhill.explain.landscape.LossFunction;
import dev.downhill.training.Interruption;
import dev.downhill.training.Outcome;
import dev.downhill.training.Track;
import dev.downhill.training.Trainer;
import dev.downhill.training.Trajectory;
import dev.downhill.training.specification.JobSpecification;
import dev.downhill.training.specification.Recording;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a specification really gives, every step of it recorded. */
final class Rerun {
    private static final Set<String> LOSS =
            Set.of("loss", "cost", "error", "mse", "train_loss", "trainloss", "training_loss", "l", "j");
    private static final Pattern GRADIENT = Pattern.compile(
            "(?:d|grad_|gradient_)(.+)|(.+?)[._]grad(?:ient)?|(grad|gradient)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ELEMENT = Pattern.compile("(.+)#(\\d{1,9})");

    private final long stepsPerEpoch;
    private final Trajectory trajectory;
    private final LossFunction function;
    private final Map<Long, Double> lossesAfter = new HashMap<>();

    /** @param steps how many are needed */
    Rerun(JobSpecification job, long steps) {
        this.stepsPerEpoch = job.batching().stepsPerEpoch(job.data().training().rows());
        var trainer = new Trainer(recorded(job));
        var unused = trainer.run(stoppingAfter(trainer, steps));
        this.trajectory = trainer.trajectory();
        this.function = new LossFunction(job, steps);
    }

    private static Interruption stoppingAfter(Trainer trainer, long steps) {
        return () -> trainer.step() >= steps || Thread.currentThread().isInterrupted() ? Outcome.CANCELLED : null;
    }

    private static JobSpecification recorded(JobSpecification job) {
        return job.recording(new Recording(1, Recording.Parameters.ALL, true));
    }

    /** Returns how many steps were taken. */
    long steps() {
        return trajectory.points();
    }

    long stepsPerEpoch() {
        return stepsPerEpoch;
    }

    /** Returns whether a name is one of the numbers of a run. */
    boolean knows(String name) {
        return isLoss(name) || find(trajectory.parameters(), name) != null || gradient(name) != null;
    }

    /**
     * Returns the number that a name means at a step, from 1, or 0 for what stands before the first; null where there is none
     * or it is not finite.
     *
     * @param epoch how many steps an epoch has, where a line is of one, else 1
     */
    @Nullable
    Double number(String name, long step, long epoch, Convention convention) {
        if (isLoss(name)) {
            return loss(step, epoch, convention.loss());
        }
        Place parameter = find(trajectory.parameters(), name);
        if (parameter != null) {
            return parameter(parameter, step - (convention.parameters() == Convention.Moment.AFTER_UPDATE ? 0 : 1));
        }
        Place gradient = gradient(name);
        boolean taken = step >= 1 && step <= steps();
        return gradient == null || !taken ? null : gradient.track().value((int) step - 1, gradient.element());
    }

    private boolean isLoss(String name) {
        return LOSS.contains(name.toLowerCase(Locale.ROOT)) && find(trajectory.parameters(), name) == null;
    }

    private @Nullable Double loss(long step, long epoch, Convention.LossKind kind) {
        if (kind == Convention.LossKind.AFTER_UPDATE) {
            return step < 0 || step > steps() ? null : finite(lossesAfter.computeIfAbsent(step, this::lossAfter));
        }
        long first = kind == Convention.LossKind.EPOCH_MEAN ? step - epoch + 1 : step;
        if (first < 1 || step > steps()) {
            return null;
        }
        double sum = 0;
        for (long k = first; k <= step; k++) {
            sum += trajectory.loss((int) k - 1);
        }
        return finite(sum / (step - first + 1));
    }

    private double lossAfter(long step) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        trajectory
                .parameters()
                .forEach(
                        track -> weights.put(track.name(), step == 0 ? track.initial() : track.values((int) step - 1)));
        return function.at(weights);
    }

    private @Nullable Double parameter(Place place, long step) {
        if (step < 0 || step > steps()) {
            return null;
        }
        Track track = place.track();
        return step == 0
                ? Double.valueOf(track.initial()[place.element()])
                : track.value((int) step - 1, place.element());
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    /** One number of a track. */
    private record Place(Track track, int element) {}

    /** Names are those of the specification; a list's elements are numbered. */
    private static @Nullable Place find(List<Track> tracks, String name) {
        Matcher element = ELEMENT.matcher(name);
        boolean numbered = element.matches();
        for (Track track : tracks) {
            if (numbered && track.name().equalsIgnoreCase(element.group(1))) {
                int number = Integer.parseInt(element.group(2));
                return number < track.width() ? new Place(track, number) : null;
            }
            int label = track.width() > 1000 ? -1 : indexOf(track.labels(), name);
            if (label >= 0 || (track.width() == 1 && track.name().equalsIgnoreCase(name))) {
                return new Place(track, Math.max(0, label));
            }
        }
        return null;
    }

    private static int indexOf(List<String> labels, String name) {
        return labels.stream()
                .map(label -> label.toLowerCase(Locale.ROOT))
                .toList()
                .indexOf(name.toLowerCase(Locale.ROOT));
    }

    /** {@code dw}, {@code grad_w}, {@code w.grad}; also {@code grad} where there is only one. */
    private @Nullable Place gradient(String name) {
        Matcher parts = GRADIENT.matcher(name);
        if (!parts.matches()) {
            return null;
        }
        List<Track> gradients = trajectory.gradients();
        if (parts.group(3) != null) {
            boolean only = gradients.size() == 1 && gradients.getFirst().width() == 1;
            return only ? new Place(gradients.getFirst(), 0) : null;
        }
        return find(gradients, parts.group(1) == null ? parts.group(2) : parts.group(1));
    }
}
