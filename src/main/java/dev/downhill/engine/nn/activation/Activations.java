package dev.downhill.engine.nn.activation;

import dev.downhill.engine.catalog.Catalogue;

/** The catalogue of activations. To add one, add its record and one line here. */
public final class Activations {
    /** The activations, in the order of the documentation. */
    public static final Catalogue<Activation> CATALOGUE = Catalogue.of(
            "activation",
            IdentityActivation.class,
            TanhActivation.class,
            ReluActivation.class,
            LeakyReluActivation.class,
            EluActivation.class,
            SeluActivation.class,
            GeluActivation.class,
            SiluActivation.class,
            MishActivation.class,
            SigmoidActivation.class,
            LogSigmoidActivation.class,
            SoftplusActivation.class,
            SoftsignActivation.class,
            HardtanhActivation.class,
            Relu6Activation.class,
            SineActivation.class,
            SoftmaxActivation.class,
            LogSoftmaxActivation.class);

    private Activations() {}
}
