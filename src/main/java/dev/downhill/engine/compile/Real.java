package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/** The one type of number that a compiled step computes with, and the instructions that differ by it. */
enum Real {
    FLOAT32(TypeKind.FLOAT, ConstantDescs.CD_float),
    FLOAT64(TypeKind.DOUBLE, ConstantDescs.CD_double);

    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

    private final TypeKind kind;

    @SuppressWarnings("ImmutableEnumChecker") // Every ClassDesc is immutable.
    private final ClassDesc type;

    Real(TypeKind kind, ClassDesc type) {
        this.kind = kind;
        this.type = type;
    }

    static Real of(DType dtype) {
        return dtype == DType.FLOAT32 ? FLOAT32 : FLOAT64;
    }

    DType dtype() {
        return this == FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
    }

    TypeKind kind() {
        return kind;
    }

    ClassDesc type() {
        return type;
    }

    ClassDesc array() {
        return type.arrayType();
    }

    /** Returns the package of the kernels for this type. */
    String kernels() {
        return "dev.downhill.engine.kernel." + (this == FLOAT32 ? "float32" : "float64");
    }

    /** Returns how many bytes a number takes. */
    int bytes() {
        return this == FLOAT32 ? Float.BYTES : Double.BYTES;
    }

    Object newArray(int length) {
        return this == FLOAT32 ? new float[length] : new double[length];
    }

    /** Copies numbers into an array of this type, rounding them. */
    void copyIn(double[] from, Object to) {
        if (this == FLOAT64) {
            System.arraycopy(from, 0, to, 0, from.length);
            return;
        }
        float[] floats = (float[]) to;
        for (int i = 0; i < from.length; i++) {
            floats[i] = (float) from[i];
        }
    }

    double[] copyOut(Object from) {
        if (this == FLOAT64) {
            return ((double[]) from).clone();
        }
        float[] floats = (float[]) from;
        double[] numbers = new double[floats.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = floats[i];
        }
        return numbers;
    }

    /** Copies rows of a table, by their numbers, into an array of this type that has room for {@code count} of them. */
    void copyRows(double[] table, int[] order, int from, Object to, int count) {
        if (this == FLOAT32) {
            float[] floats = (float[]) to;
            dev.downhill.engine.kernel.float32.scalar.Table.rows(
                    table, order, from, floats, count, floats.length / count);
        } else {
            double[] doubles = (double[]) to;
            dev.downhill.engine.kernel.float64.scalar.Table.rows(
                    table, order, from, doubles, count, doubles.length / count);
        }
    }

    void constant(CodeBuilder code, double value) {
        if (this == FLOAT32) {
            code.loadConstant((float) value);
        } else {
            code.loadConstant(value);
        }
    }

    void load(CodeBuilder code, int local) {
        code.loadLocal(kind, local);
    }

    void store(CodeBuilder code, int local) {
        code.storeLocal(kind, local);
    }

    void arrayLoad(CodeBuilder code) {
        code.arrayLoad(kind);
    }

    void arrayStore(CodeBuilder code) {
        code.arrayStore(kind);
    }

    void add(CodeBuilder code) {
        if (this == FLOAT32) {
            code.fadd();
        } else {
            code.dadd();
        }
    }

    void subtract(CodeBuilder code) {
        if (this == FLOAT32) {
            code.fsub();
        } else {
            code.dsub();
        }
    }

    void multiply(CodeBuilder code) {
        if (this == FLOAT32) {
            code.fmul();
        } else {
            code.dmul();
        }
    }

    void divide(CodeBuilder code) {
        if (this == FLOAT32) {
            code.fdiv();
        } else {
            code.ddiv();
        }
    }

    void negate(CodeBuilder code) {
        if (this == FLOAT32) {
            code.fneg();
        } else {
            code.dneg();
        }
    }

    /** Compares the two numbers on the stack: an int below, at or above 0; below it for NaN. */
    void compare(CodeBuilder code) {
        if (this == FLOAT32) {
            code.fcmpl();
        } else {
            code.dcmpl();
        }
    }

    /** Calls a function of {@code java.lang.Math} that there is for this type. */
    void math(CodeBuilder code, String name, int arguments) {
        ClassDesc[] types = new ClassDesc[arguments];
        Arrays.fill(types, type);
        code.invokestatic(MATH, name, MethodTypeDesc.of(type, types));
    }

    /** Calls a function of {@code java.lang.Math} that there is for double alone, and rounds. */
    void doubleMath(CodeBuilder code, String name) {
        toDouble(code);
        code.invokestatic(MATH, name, MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double));
        fromDouble(code);
    }

    void toDouble(CodeBuilder code) {
        if (this == FLOAT32) {
            code.f2d();
        }
    }

    void fromDouble(CodeBuilder code) {
        if (this == FLOAT32) {
            code.d2f();
        }
    }
}
