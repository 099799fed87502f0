package dev.downhill.engine.nn;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.catalog.Named;
import dev.downhill.engine.catalog.Option;
import dev.downhill.engine.nn.init.Initializer;
import java.util.List;
import java.util.Map;

/**
 * A table of vectors, one for each whole number from 0: shape (...) becomes (..., embeddingDim). Its parameter {@code
 * weight} has shape (numEmbeddings, embeddingDim).
 */
@Named(
        value = "embedding",
        text = "A table of vectors, one for each whole number from 0.",
        source = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html")
public record Embedding(
        @Option(
                value = "the number of vectors; 0 for as many as the data has numbers",
                defaultsTo = "0",
                min = 0,
                max = 1_000_000)
        int numEmbeddings,

        @Option(value = "the length of a vector", min = 1, max = 100_000)
        int embeddingDim,

        @Option(value = "the initial table", defaultsTo = "\"normal\"")
        Initializer init)
        implements Layer {
    @Override
    public List<Slot> parameters(Shape input) {
        return List.of(new Slot("weight", Shape.of(numEmbeddings, embeddingDim), init));
    }

    @Override
    public Tensor forward(Tensor input, Map<String, Tensor> parameters, Pass pass) {
        Tensor weight = parameters.get("weight");
        if (weight == null) {
            throw new IllegalArgumentException("embedding: there is no weight");
        }
        return weight.indexSelect(input);
    }

    /**
     * Returns the same layer with as many vectors as the data needs, where it does not say how many.
     *
     * @param needed the greatest number in the data, plus one
     */
    public Embedding sized(int needed) {
        return numEmbeddings > 0 ? this : new Embedding(needed, embeddingDim, init);
    }
}
