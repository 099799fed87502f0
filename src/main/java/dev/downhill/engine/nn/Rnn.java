package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import java.util.List;
import java.util.Map;

/**
 * A recurrent layer: h becomes tanh(W_ih x + b_ih + W_hh h + b_hh), entry after entry, from zeros. Shape (n, t, d) becomes (n,
 * units), or (n, t, units). Elman, <i>Finding Structure in Time</i>, 1990.
 */
@Named(
        value = "rnn",
        text = "A recurrent layer: its state is a tanh of the entry and the state before.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html")
public record Rnn(
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
        return recurrence.run(
                input,
                parameters,
                pass,
                (entry, recurrent, before) ->
                        new Recurrence.State(Recurrence.plus(entry, recurrent).tanh(), null, Map.of()));
    }

    private Recurrence recurrence() {
        return new Recurrence("rnn", units, 1, bias, returnSequences);
    }
}
