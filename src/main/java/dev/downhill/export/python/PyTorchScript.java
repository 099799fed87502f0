package dev.downhill.export.python;

import dev.downhill.data.Column;
import dev.downhill.data.Features;
import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.optimizer.Optimizers;
import dev.downhill.export.NotExportable;
import dev.downhill.specification.Batching;
import dev.downhill.specification.Clipping;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.RandomStreams;
import dev.downhill.specification.model.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A self-contained PyTorch script that makes a run again: the same data, the same initial values, the same batches, the
 * same steps; it prints what the run recorded.
 */
public final class PyTorchScript {
    private static final Map<String, String> OPTIMIZERS =
            Map.of("sgd", "SGD", "adam", "Adam", "adamw", "AdamW", "rmsprop", "RMSprop", "adagrad", "Adagrad");

    /** The approximate length of a script without its numbers, and that of a number with its separator. */
    private static final long CHARACTERS_OF_SCRIPT = 20_000;

    private static final long CHARACTERS_PER_NUMBER = 26;

    /** While it is written, as a text, and as bytes. */
    private static final int COPIES = 3;

    /** Fisher and Yates, two levels deep in the script. */
    @SuppressWarnings("InlineFormatString")
    private static final String SHUFFLE = """
            for i in range(%d):
                        j = random.next_int(i + 1)
                        order[i] = order[j]
                        order[j] = i
                   \s""";

    private final JobSpecification job;
    private final long steps;
    private final boolean shuffled;
    private final boolean trains;
    private final StringBuilder script;

    /** @param characters about how long it becomes */
    private PyTorchScript(JobSpecification job, long steps, int characters) {
        this.script = new StringBuilder(characters);
        this.job = job;
        this.steps = steps;
        this.shuffled = job.batching().shuffle();
        this.trains =
                job.parameterNames().stream().anyMatch(name -> !job.frozen().contains(name));
    }

    /**
     * Returns the script.
     *
     * @param steps how many steps the run took
     * @param maxNumbers how many numbers of data and parameters it may hold
     * @throws NotExportable if it would hold more
     */
    public static String of(JobSpecification job, long steps, int maxNumbers) {
        return String.join("", parts(job, steps, maxNumbers));
    }

    /**
     * Returns the same script in parts that can run one after the other: imports, data and initial values, random numbers
     * (empty if the run draws none), the functions, the training.
     *
     * @throws NotExportable if it would hold more numbers
     */
    static List<String> parts(JobSpecification job, long steps, int maxNumbers) {
        long numbers = job.scalars()
                + columns(job).values().stream()
                        .mapToLong(column -> column.values().length)
                        .sum();
        if (numbers > maxNumbers) {
            throw new NotExportable(
                    "the data and the parameters are " + numbers + " numbers; a script holds at most " + maxNumbers);
        }
        int characters = Math.toIntExact(CHARACTERS_OF_SCRIPT + CHARACTERS_PER_NUMBER * numbers);
        Allowance.take((long) COPIES * characters);
        return new PyTorchScript(job, steps, characters).write();
    }

    private static Map<String, Column> columns(JobSpecification job) {
        Map<String, Column> columns = new LinkedHashMap<>();
        job.model().inputs(job.data().training()).forEach(column -> columns.put(column.name(), column));
        Column target = job.data().training().target();
        columns.putIfAbsent(target.name(), target);
        return columns;
    }

    private List<String> write() {
        return List.of(
                part(this::head),
                part(() -> {
                    data();
                    parameters();
                }),
                part(() -> {
                    if (shuffled || job.model().isRandom()) {
                        random();
                    }
                }),
                part(this::functions),
                part(this::training));
    }

    private String part(Runnable writes) {
        int start = script.length();
        writes.run();
        return script.substring(start);
    }

    private void line(String text) {
        script.append(text).append('\n');
    }

    private void lines(String text) {
        script.append(text);
    }

    private void function(String head, List<String> body) {
        line("");
        line("");
        line("def " + head + ":");
        body.forEach(text -> line("    " + text));
    }

    private void head() {
        if (job.name() != null) {
            line("# " + job.name().replaceAll("\\R|\\p{Cntrl}|[^\\x20-\\x7e]", " "));
        }
        lines("""
                # A run of Downhill, in PyTorch. Prints the recorded steps; with --ndjson, every number of each step.
                import json
                import math
                import sys

                import torch
                import torch.nn.functional as F

                """);
        line("torch.set_default_dtype(torch." + job.dtype().text() + ")");
    }

    private void data() {
        line("");
        Features features = job.data().features();
        if (features != null) {
            String formulas = String.join(", ", features.rule().formulas());
            line("# The inputs are the features " + formulas.replaceAll("\\R|\\p{Cntrl}|[^\\x20-\\x7e]", " "));
        }
        line("data = {");
        columns(job).forEach((name, column) -> {
            script.append("    ").append(Literals.text(name)).append(": torch.tensor(");
            Literals.append(script, column.dims(column.rows()), column.values());
            line("),");
        });
        line("}");
    }

    private void parameters() {
        line("p = {");
        for (Parameter parameter : job.model().parameters()) {
            script.append("    ").append(Literals.text(parameter.name())).append(": torch.tensor(");
            NDArray initial = parameter.initial();
            Literals.append(script, initial.shape().dims(), initial.values());
            line(job.frozen().contains(parameter.name()) ? "),  # frozen" : ", requires_grad=True),");
        }
        line("}");
        if (!job.model().statistics().isEmpty()) {
            line("s = {");
            for (Parameter statistic : job.model().statistics()) {
                script.append("    ").append(Literals.text(statistic.name())).append(": torch.tensor(");
                Literals.append(
                        script,
                        statistic.initial().shape().dims(),
                        statistic.initial().values());
                line("),");
            }
            line("}");
        }
    }

    private void random() {
        lines("""


                class SplittableRandom:
                    \"""Java's java.util.SplittableRandom, by which the run drew its random numbers.\"""

                    def __init__(self, seed):
                        self.seed = seed

                    def mixed(self, by, first, second, shifts):
                        self.seed = (self.seed + 0x9E3779B97F4A7C15) % 2**64
                        z = (self.seed ^ self.seed >> by) * first % 2**64
                        return (z ^ z >> shifts) * second % 2**64

                    def next_int(self, bound):
                        r = self.mixed(33, 0x62A9D9ED799705F5, 0xCB24D0A5C88C35B3, 28) >> 32
                        if bound & bound - 1 == 0:
                            return r & bound - 1
                        u = r >> 1
                        while u + bound - 1 - u % bound >= 2**31:
                            u = (self.mixed(33, 0x62A9D9ED799705F5, 0xCB24D0A5C88C35B3, 28) >> 32) >> 1
                        return u % bound

                    def next_double(self):
                        z = self.mixed(30, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 27)
                        return ((z ^ z >> 31) >> 11) * 2.0**-53
                """);
        if (job.model().isRandom()) {
            line("");
            line("");
            line("dropping = " + generator(RandomStreams.DROPOUT));
            function(
                    "dropout(x, dropped)",
                    List.of(
                            "mask = [0 if dropping.next_double() < dropped else 1 / (1 - dropped) for _ in range(x.numel())]",
                            "return x * torch.tensor(mask, dtype=x.dtype).reshape(x.shape)"));
        }
    }

    private String generator(long stream) {
        return "SplittableRandom(" + Long.toUnsignedString(job.seed() ^ stream) + ")";
    }

    private void functions() {
        List<String> model = ModelText.of(job);
        List<String> loss = LossText.of(job);
        if (Stream.concat(model.stream(), loss.stream()).anyMatch(text -> text.contains("log_cosh("))) {
            function("log_cosh(x)", List.of("x = x.abs()", "return x + F.softplus(-2 * x) - math.log(2)"));
        }
        function("model(data)", model);
        function("loss(y_pred, y)", loss);
        List<String> rate = ScheduleText.of(job);
        if (!rate.isEmpty()) {
            function("rate(k)", rate);
        }
        batches();
        lines("""


                def text(value):
                    return "[" + ", ".join(map(text, value)) + "]" if isinstance(value, list) else f"{value:.4f}"


                def show(step, loss, gradients):
                    if "--ndjson" in sys.argv:
                        numbers = {"step": step, "loss": loss, "parameters": {n: w.tolist() for n, w in p.items()}}
                        print(json.dumps({**numbers, "gradients": gradients}))
                        return
                    values = [f"{n}={text(w.tolist())}" for n, w in p.items() if w.numel() <= 64]
                    print(f"step {step}: " + ", ".join([*values, f"loss={loss:.4f}"]))
                """);
    }

    private void batches() {
        Batching batching = job.batching();
        int rows = job.data().training().rows();
        if (batching.size() == rows && !shuffled) {
            return;
        }
        lines("""


                def batches():
                    %swhile True:
                        order = list(range(%d))
                        %sfor start in range(0, %d, %d):
                            rows = order[start : start + %d]
                            yield {name: column[rows] for name, column in data.items()}
                """.formatted(
                        shuffled ? "random = " + generator(RandomStreams.SHUFFLE) + "\n    " : "",
                        rows,
                        shuffled ? SHUFFLE.formatted(rows) : "",
                        rows,
                        batching.size(),
                        batching.size()));
    }

    private void training() {
        boolean all = job.batching().size() == job.data().training().rows() && !shuffled;
        line("");
        line("");
        if (trains) {
            line("trained = {name: w for name, w in p.items() if w.requires_grad}");
            line("optimizer = torch.optim." + optimizer());
        }
        if (!all) {
            line("batch = batches()");
        }
        line("for step in range(1, " + (steps + 1) + "):");
        if (!all) {
            line("    rows = next(batch)");
        }
        String rows = all ? "data" : "rows";
        if (trains && !ScheduleText.of(job).isEmpty()) {
            line("    optimizer.param_groups[0][\"lr\"] = rate(step - 1)");
        }
        if (trains && job.zeroGrad()) {
            line("    optimizer.zero_grad()");
        }
        String target = Literals.text(job.data().training().target().name());
        line("    value = loss(model(" + rows + "), " + rows + "[" + target + "])");
        if (trains) {
            line("    value.backward()");
            clipping();
            line("    gradients = {name: w.grad.tolist() for name, w in trained.items()}");
            line("    optimizer.step()");
        }
        long every = job.record().every();
        String show = "show(step, value.item(), " + (trains ? "gradients" : "{}") + ")";
        if (every == 1) {
            line("    " + show);
        } else {
            line("    if step in (1, " + steps + ") or step % " + every + " == 0:");
            line("        " + show);
        }
    }

    private void clipping() {
        switch (job.clipping()) {
            case Clipping.None none -> {}
            case Clipping.ByNorm by ->
                line("    torch.nn.utils.clip_grad_norm_(trained.values(), " + Literals.number(by.norm()) + ")");
            case Clipping.ByValue by ->
                line("    torch.nn.utils.clip_grad_value_(trained.values(), " + Literals.number(by.value()) + ")");
        }
    }

    private String optimizer() {
        String type = Optimizers.CATALOGUE.nameOf(job.optimizer());
        String torch = OPTIMIZERS.get(type);
        if (torch == null) {
            throw new NotExportable("PyTorch has no equivalent of the optimizer " + type);
        }
        String arguments = Optimizers.CATALOGUE.optionsOf(job.optimizer()).entrySet().stream()
                .map(option -> Literals.optionName(option.getKey()) + "=" + Literals.option(option.getValue()))
                .collect(Collectors.joining(", "));
        return torch + "(trained.values(), " + arguments + ")";
    }
}
