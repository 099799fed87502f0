package dev.downhill.engine.kernel;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/**
 * The kernels that compiled steps call by name, with their signatures.
 *
 * <p>{@code src/main/kernels} has each of them once for both number types, and some of them with vectors and without.
 */
public enum KernelMethod {
    /** Returns whether all numbers are finite. */
    ALL_FINITE("Finite", "all", "(N)Z"),
    /** Writes numbers to a tape of doubles, from a place on. */
    WRITE("Tape", "write", "(N[DI)V"),
    /** Multiplies two matrices, of which either may be transposed: rows, inner dimension, columns. */
    MULTIPLY("Product", "multiply", "(NZNZNIII)V"),
    EXP("Functions", "exp", "(NNI)V"),
    LOG("Functions", "log", "(NNI)V"),
    TANH("Functions", "tanh", "(NNI)V"),
    SIGMOID("Functions", "sigmoid", "(NNI)V"),
    SOFTMAX("Rows", "softmax", "(NNII)V"),
    LOG_SOFTMAX("Rows", "logSoftmax", "(NNII)V"),
    GATHER("Rows", "gather", "(NNNII)V"),
    SCATTER("Rows", "scatter", "(NNNII)V"),
    INDEX_SELECT("Rows", "indexSelect", "(NNNII)V"),
    INDEX_ADD("Rows", "indexAdd", "(NNNII)V");

    private final String owner;
    private final String method;
    private final String descriptor;

    /** @param descriptor the method's descriptor, with N for an array of the number type */
    KernelMethod(String owner, String method, String descriptor) {
        this.owner = owner;
        this.method = method;
        this.descriptor = descriptor;
    }

    /**
     * Returns the kernel of a name.
     *
     * @param owner the simple name of its class
     * @throws IllegalArgumentException if none is declared
     */
    public static KernelMethod of(String owner, String method) {
        return Arrays.stream(values())
                .filter(kernel -> kernel.owner.equals(owner) && kernel.method.equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kernel " + owner + "." + method));
    }

    /** Returns the simple name of its class. */
    public String owner() {
        return owner;
    }

    /** Returns the name of its method. */
    public String method() {
        return method;
    }

    /**
     * Returns its signature.
     *
     * @param numbers an array of the number type
     */
    public MethodTypeDesc type(ClassDesc numbers) {
        return MethodTypeDesc.ofDescriptor(descriptor.replace("N", numbers.descriptorString()));
    }
}
