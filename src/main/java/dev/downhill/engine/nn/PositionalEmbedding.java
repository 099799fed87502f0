package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.nn.init.Initializer;
import java.util.List;
import java.util.Map;

/**
 * A learned vector for each position, added to the entry there: the shape (n, t, d) stays. The weight has shape
 * (numEmbeddings, d); a sequence may be shorter than the table.
 */
@Named(
        value = "positionalEmbedding",
        text = "Adds a learned vector for each position of a sequence.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html")
public record PositionalEmbedding(
        @Option(
                value = "the number of positions; 0 for as many as the sequences of the data have",
                defaultsTo = "0",
                min = 0,
                max = 1_000_000)
        int numEmbeddings,

        @Option(value = "the initial table", defaultsTo = "\"normal\"")
        Initializer init)
        implements Layer {
    @Override
    public List<Slot> parameters(Shape input) {
        require(input, numEmbeddings == 0 ? Integer.MAX_VALUE : numEmbeddings);
        int positions = numEmbeddings == 0 ? input.dim(1) : numEmbeddings;
        return List.of(new Slot("weight", Shape.of(positions, input.dim(2)), init));
    }

    private static void require(Shape input, int positions) {
        if (input.rank() != 3) {
            throw new ShapeException(
                    "positionalEmbedding: shape " + input + " is not (rows, entries of a sequence, width)");
        }
        if (input.dim(1) > positions) {
            throw new ShapeException("positionalEmbedding: a sequence of shape " + input + " has " + input.dim(1)
                    + " entries, but the table of shape (" + positions + ", " + input.dim(2) + ") has " + positions
                    + " positions");
        }
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Tensor weight = Layer.required(parameters, "weight");
        require(input.shape(), weight.shape().dim(0));
        return input.add(weight.narrow(0, 0, input.shape().dim(1)));
    }

    /** Returns the same layer with as many positions as a table that is given, where it does not say how many. */
    public PositionalEmbedding sized(int positions) {
        return numEmbeddings > 0 ? this : new PositionalEmbedding(positions, init);
    }
}
