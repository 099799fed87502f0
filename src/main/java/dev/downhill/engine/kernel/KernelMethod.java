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
    /** Multiplies two stacks of matrices: their number, rows, inner dimension, columns. */
    MULTIPLY_STACKS("Product", "multiplyStacks", "(NZNZNIIII)V"),
    /** Writes exp(x) of so many numbers. */
    EXP("Functions", "exp", "(NNI)V"),
    /** Writes log(x) of so many numbers. */
    LOG("Functions", "log", "(NNI)V"),
    /** Writes tanh(x) of so many numbers. */
    TANH("Functions", "tanh", "(NNI)V"),
    /** Writes 1 / (1 + exp(-x)) of so many numbers. */
    SIGMOID("Functions", "sigmoid", "(NNI)V"),
    /** Chooses numbers by a condition: size, and how many numbers each input has, which are repeated. */
    WHERE("Functions", "where", "(NNNNIIII)V"),
    /** Writes the softmax of each row: size, columns. */
    SOFTMAX("Rows", "softmax", "(NNII)V"),
    /** Writes the logarithm of the softmax of each row: size, columns. */
    LOG_SOFTMAX("Rows", "logSoftmax", "(NNII)V"),
    /** Picks one element of each row, by index: indices, columns. */
    GATHER("Rows", "gather", "(NNNII)V"),
    /** Writes each number to the place of its index in a row of zeros: numbers, columns. */
    SCATTER("Rows", "scatter", "(NNNII)V"),
    /** Picks rows of a table, by index: indices, columns. */
    INDEX_SELECT("Rows", "indexSelect", "(NNNII)V"),
    /** Adds rows to the rows of their indices: indices, columns. */
    INDEX_ADD("Rows", "indexAdd", "(NNNII)V"),
    /** Adds rows up in one: rows, columns. */
    SUM_ROWS("Rows", "sumRows", "(NNII)V"),
    /** Picks elements of each row, by index: indices, indices of a row, columns. */
    TAKE("Rows", "take", "(NNNIII)V"),
    /** Adds elements to rows of zeros, by index: elements, elements of a row, columns. */
    PUT("Rows", "put", "(NNNIII)V"),
    /** Copies runs: the elements of one, and the iterations and the stride of each of four loops. */
    COPY("Blocks", "copy", "(NNIIIIIIIII)V"),
    /** Copies a part of each row: rows, width, beginning, elements. */
    NARROW("Blocks", "narrow", "(NNIIII)V"),
    /** Copies parts to their places in rows: rows, width, beginning, elements. */
    PLACE("Blocks", "place", "(NNIIII)V"),
    /** Takes patches from images: the numbers of a {@link WindowGrid}. */
    UNFOLD("Windows", "unfold", "(NNIIIIIIIIIIIIII)V"),
    /** Adds patches up in images: the numbers of a {@link WindowGrid}. */
    FOLD("Windows", "fold", "(NNIIIIIIIIIIIIII)V"),
    /** Numbers the greatest element of each window: the numbers of a {@link WindowGrid}. */
    WINNERS("Windows", "winners", "(NNIIIIIIIIIIIIII)V");

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
