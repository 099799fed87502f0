package dev.downhill.engine.compile;

/** The kernels that a compiled step calls. */
public enum Kernels {
    /** On the module {@code jdk.incubator.vector}. */
    VECTOR("vector"),
    /** In plain loops. */
    SCALAR("scalar");

    /** The fastest that this JVM was started with: {@code --add-modules jdk.incubator.vector} gives it the module. */
    public static final Kernels BEST =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? VECTOR : SCALAR;

    private final String folder;

    Kernels(String folder) {
        this.folder = folder;
    }

    /** Returns the package that they are in, within that of a number type. */
    String folder() {
        return folder;
    }
}
