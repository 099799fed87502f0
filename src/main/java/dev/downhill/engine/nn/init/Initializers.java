package dev.downhill.engine.nn.init;

import dev.downhill.engine.catalog.Catalogue;

/** The catalogue of initial values. To add one, add its record and one line here. */
public final class Initializers {
    /** The initializers, in the order of the documentation. */
    public static final Catalogue<Initializer> CATALOGUE = Catalogue.of(
            "init",
            FanIn.class,
            XavierUniform.class,
            XavierNormal.class,
            KaimingUniform.class,
            KaimingNormal.class,
            Uniform.class,
            Normal.class,
            Zeros.class,
            Ones.class,
            Fill.class);

    private Initializers() {}
}
