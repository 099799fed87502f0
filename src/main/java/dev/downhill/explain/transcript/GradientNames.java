package dev.downhill.explain.transcript;

import dev.downhill.explain.transcript.Reading.GradientKind;
import dev.downhill.explain.transcript.Reading.GradientsOf;
import dev.downhill.explain.transcript.Reading.NormOf;
import dev.downhill.specification.Clipping;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of gradients in tutorials: {@code dw}, {@code dj_dw}, {@code dL/dw}, {@code w.grad}, {@code grad}. */
final class GradientNames {
    private static final Set<String> ALL =
            Set.of("grad", "grads", "gradient", "gradients", "derivative", "derivatives", "dloss");
    private static final Pattern NORM =
            Pattern.compile("(?:grad(?:ient)?s?_?norm|norm_?grad(?:ient)?|\\|grad(?:ient)?\\|)");
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile(
                    "(?:d|\u2202)(?:j|l|e|c|loss|cost|error|err|mse|e_?total)[_/]?(?:d|\u2202)_?(.+)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("(?:grad|gradient|g|derivative|nabla)_?(?:of_)?[_(](.+?)\\)?", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(.+?)[._](?:grad|gradient|deriv|derivative)(?:\\.(?:data|item|numpy|detach))?((?:\\[[\\d,]+])*)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("(?:d|\u2202)_?(.+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("grad(.+)", Pattern.CASE_INSENSITIVE));

    private final JobSpecification job;
    private final ParameterNames parameters;
    private final boolean batched;

    /** @param batched whether a step sees some of the rows */
    GradientNames(JobSpecification job, ParameterNames parameters, boolean batched) {
        this.job = job;
        this.parameters = parameters;
        this.batched = batched;
    }

    /** Returns whether a word in small letters is one for gradients. */
    static boolean isGradient(String word) {
        return ALL.contains(word);
    }

    /** Returns the possible readings of the numbers after a name, or null if the name does not mean a gradient. */
    @Nullable
    Candidates of(String name, int count, List<Integer> dims) {
        String small = NameWords.small(name);
        if (NORM.matcher(small).matches()) {
            return norm();
        }
        if (ALL.contains(small)) {
            return all(count);
        }
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(name);
            if (matcher.matches()) {
                String parameter = matcher.groupCount() > 1 ? matcher.group(1) + matcher.group(2) : matcher.group(1);
                Candidates gradient = ofParameter(parameter, count, dims);
                if (gradient != null) {
                    return gradient;
                }
            }
        }
        return null;
    }

    Candidates norm() {
        return Candidates.certain(kinds(trained()).stream().map(NormOf::new).toList());
    }

    /** Returns the gradients of a parameter by its name, or null where there is no such name. */
    @Nullable
    Candidates ofParameter(String name, int count, List<Integer> dims) {
        ParameterNames.Match match = parameters.of(name, count, dims);
        if (match == null) {
            return null;
        }
        boolean frozen = match.options().stream()
                .flatMap(List::stream)
                .anyMatch(scalar -> job.frozen().contains(scalar.parameter()));
        if (match.options().isEmpty() || frozen) {
            return Candidates.none(frozen ? "the parameter is frozen, so it has no gradient" : match.reason());
        }
        List<Reading> readings = match.options().stream()
                .flatMap(scalars -> kinds(scalars).stream())
                .toList();
        return new Candidates(readings, true, match.certain(), match.reason());
    }

    private List<Scalar> trained() {
        return parameters.all().stream()
                .filter(scalar -> !job.frozen().contains(scalar.parameter()))
                .toList();
    }

    /** Returns what a gradient without a parameter's name can be: all of it, or that of one parameter. */
    private Candidates all(int count) {
        List<Reading> readings = new ArrayList<>();
        List<Scalar> trained = trained();
        boolean whole = count == trained.size();
        boolean only =
                whole && trained.stream().map(Scalar::parameter).distinct().count() == 1;
        if (whole) {
            readings.addAll(kinds(trained));
        }
        for (Parameter parameter : only ? List.<Parameter>of() : parameters.parameters()) {
            if (ParameterNames.size(parameter) == count && !job.frozen().contains(parameter.name())) {
                readings.addAll(kinds(ParameterNames.elements(parameter)));
            }
        }
        ParameterNames.Match vector = whole && !only ? parameters.of("theta", count, List.of(count)) : null;
        if (vector != null) {
            vector.options().forEach(scalars -> readings.addAll(kinds(scalars)));
        }
        return new Candidates(
                readings.stream().distinct().toList(),
                true,
                only,
                "it is unclear which gradient is meant: the model has several parameters");
    }

    /** Returns every gradient of some numbers that a step has. */
    List<Reading> kinds(List<Scalar> scalars) {
        List<Reading> readings = new ArrayList<>();
        readings.add(new GradientsOf(scalars, GradientKind.OF_THE_STEP));
        if (!(job.clipping() instanceof Clipping.None) || !job.zeroGrad()) {
            readings.add(new GradientsOf(scalars, GradientKind.UNCLIPPED));
        }
        if (batched) {
            readings.add(new GradientsOf(scalars, GradientKind.OVER_ALL_ROWS));
        }
        readings.add(new GradientsOf(scalars, GradientKind.AFTER_THE_UPDATE));
        return readings;
    }
}
