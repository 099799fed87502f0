package dev.downhill.engine.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/** The local variables of a step's main method: which one holds which array or number. */
final class Frame {
    private final int[] arrays;
    private final int[] numbers;

    Frame(CodeBuilder code, Plan plan) {
        arrays = new int[plan.buffers().size()];
        numbers = new int[plan.locals()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = code.allocateLocal(TypeKind.REFERENCE);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = code.allocateLocal(plan.real().kind());
        }
    }

    int array(int buffer) {
        return arrays[buffer];
    }

    /** Returns the local variable of the array that a place is in. */
    int array(Place place) {
        if (place instanceof Place.InArray array) {
            return array(array.buffer());
        }
        throw new IllegalArgumentException("not in an array: " + place);
    }

    int number(Place.Local local) {
        return numbers[local.number()];
    }
}
