package dev.downhill.engine.nn;

import dev.downhill.engine.catalog.Catalogue;

/** The catalogue of layers. To add one, add its record and one line here. */
public final class Layers {
    /** The layers, in the order of the documentation. */
    public static final Catalogue<Layer> CATALOGUE = Catalogue.of(
            "layer",
            Linear.class,
            Embedding.class,
            Flatten.class,
            Unflatten.class,
            Conv1d.class,
            Conv2d.class,
            MaxPool2d.class,
            AvgPool2d.class,
            GlobalAvgPool.class,
            LayerNorm.class,
            BatchNorm.class,
            RmsNorm.class,
            Rnn.class,
            Gru.class,
            Lstm.class,
            MultiheadAttention.class,
            PositionalEmbedding.class,
            Residual.class,
            Dropout.class,
            Activate.class);

    private Layers() {}
}
