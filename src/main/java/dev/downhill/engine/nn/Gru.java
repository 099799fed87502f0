package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gated recurrent unit: with r and z the sigmoids of their sums and n = tanh(x_n + r * h_n), h becomes n + z * (h - n). The
 * gates stand in the order r, z, n. Shape (n, t, d) becomes (n, units), or (n, t, units). Cho et al., arXiv 1406.1078.
 */
@Named(
        value = "gru",
        text = "A gated recurrent unit: two gates choose what its state keeps.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html")
public record Gru(
        @Option(value = "the length of the state", min = 1, max = 100_000)
        int units,

        @Option(
                value = "whether the output has the state after each entry, or only after the last",
                defaultsTo = "false")
        boolean returnSequences,

        @Option(value = "whether there are biases", defaultsTo = "true")
        boolean bias)
        implements Layer {
    @Override
    public List<Slot> parameters(Shape input) {
        return recurrence().parameters(input);
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Recurrence recurrence = recurrence();
        return recurrence.run(input, parameters, pass, (entry, recurrent, before) -> {
            Tensor reset = gate(recurrence, entry, recurrent, 0).sigmoid();
            Tensor keep = gate(recurrence, entry, recurrent, 1).sigmoid();
            Tensor own = recurrence.gate(entry, 2);
            Tensor next = (recurrent == null ? own : own.add(reset.mul(recurrence.gate(recurrent, 2)))).tanh();
            Tensor hidden = before == null
                    ? next.sub(keep.mul(next))
                    : next.add(keep.mul(before.hidden().sub(next)));
            return new Recurrence.State(hidden, null, Recurrence.State.gates("rzn", reset, keep, next));
        });
    }

    private static Tensor gate(Recurrence recurrence, Tensor entry, @Nullable Tensor recurrent, int number) {
        return Recurrence.plus(
                recurrence.gate(entry, number), recurrent == null ? null : recurrence.gate(recurrent, number));
    }

    private Recurrence recurrence() {
        return new Recurrence("gru", units, 3, bias, returnSequences);
    }
}
