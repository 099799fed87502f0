package dev.downhill.engine.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a method that one task becomes: the arrays and the numbers that it reads and writes.
 *
 * <p>A method of its own is a unit for the JIT: small, hot, and with its arrays in registers.
 */
final class LoopMethod {
    private final Real real;
    private final List<Integer> arrays = new ArrayList<>();
    private final List<Place.Local> numbers = new ArrayList<>();

    LoopMethod(Real real) {
        this.real = real;
    }

    void reads(Place place) {
        switch (place) {
            case Place.InArray array -> uses(array);
            case Place.Local number -> {
                if (!numbers.contains(number)) {
                    numbers.add(number);
                }
            }
            case Place.Literal constant -> {}
        }
    }

    void uses(Place.InArray array) {
        if (!arrays.contains(array.buffer())) {
            arrays.add(array.buffer());
        }
    }

    /** Returns the types of the parameters. */
    List<ClassDesc> parameters() {
        List<ClassDesc> types = new ArrayList<>();
        arrays.forEach(unused -> types.add(real.array()));
        numbers.forEach(unused -> types.add(real.type()));
        return types;
    }

    /** Returns which parameter an array is. */
    int parameter(Place.InArray array) {
        return arrays.indexOf(array.buffer());
    }

    /** Returns which parameter a number is. */
    int parameter(Place.Local number) {
        return arrays.size() + numbers.indexOf(number);
    }

    /** Pushes the arguments, in the method that holds all arrays and numbers. */
    void pushArguments(CodeBuilder code, Frame frame) {
        arrays.forEach(buffer -> code.aload(frame.array(buffer)));
        numbers.forEach(number -> real.load(code, frame.number(number)));
    }

    /** Pushes an array, within the method. */
    void pushArray(CodeBuilder code, int buffer) {
        code.aload(code.parameterSlot(arrays.indexOf(buffer)));
    }

    /** Pushes a number that stands for every element of its tensor, within the method. */
    void pushNumber(CodeBuilder code, Place place) {
        if (place instanceof Place.Literal constant) {
            real.constant(code, constant.value());
        } else if (place instanceof Place.Local number) {
            code.loadLocal(real.kind(), code.parameterSlot(parameter(number)));
        } else {
            throw new IllegalArgumentException("not a number: " + place);
        }
    }

    /** Pushes the element of a place at an index. */
    void pushElement(CodeBuilder code, Place place, int index) {
        if (place instanceof Place.InArray array) {
            pushArray(code, array.buffer());
            code.loadLocal(TypeKind.INT, index);
            real.arrayLoad(code);
        } else {
            pushNumber(code, place);
        }
    }
}
