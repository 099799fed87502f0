package dev.downhill.engine.nn;

import dev.downhill.engine.catalog.Catalogue;

/** The catalogue of activations. To add one, add its record and one line here. */
public final class Activations {
    public static final Catalogue<Activation> CATALOGUE = Catalogue.of(
            "activation",
            Identity.class,
            Tanh.class,
            Relu.class,
            LeakyRelu.class,
            Elu.class,
            Selu.class,
            Gelu.class,
            Silu.class,
            Mish.class,
            Sigmoid.class,
            LogSigmoid.class,
            Softplus.class,
            Softsign.class,
            Hardtanh.class,
            Relu6.class,
            Sine.class,
            Softmax.class,
            LogSoftmax.class);

    private Activations() {}
}
