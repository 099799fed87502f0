package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import java.util.Map;

/**
 * A long short-term memory: with i, f and o the sigmoids of their sums and g the tanh of its sum, the memory c becomes f * c
 * + i * g, and the state h is o * tanh(c). The gates stand in the order i, f, g, o. Shape (n, t, d) becomes (n, units), or (n,
 * t, units). Hochreiter and Schmidhuber, <i>Long Short-Term Memory</i>, 1997.
 */
@Named(
        value = "lstm",
        text = "A long short-term memory: gates choose what it takes in, keeps and gives out.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html")
public record Lstm(
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
            Tensor sums = Recurrence.plus(entry, recurrent);
            Tensor in = recurrence.gate(sums, 0).sigmoid();
            Tensor forget = recurrence.gate(sums, 1).sigmoid();
            Tensor candidate = recurrence.gate(sums, 2).tanh();
            Tensor out = recurrence.gate(sums, 3).sigmoid();
            Tensor added = in.mul(candidate);
            Tensor memory = before == null || before.inner() == null
                    ? added
                    : forget.mul(before.inner()).add(added);
            return new Recurrence.State(
                    out.mul(memory.tanh()), memory, Recurrence.State.gates("ifgo", in, forget, candidate, out));
        });
    }

    private Recurrence recurrence() {
        return new Recurrence("lstm", units, 4, bias, returnSequences);
    }
}
