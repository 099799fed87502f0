package dev.downhill.engine.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.util.ArrayList;
import java.util.List;

/** The objects that a hidden class is defined with; to the JIT they are constants. */
final class ClassData {
    private static final DirectMethodHandleDesc CLASS_DATA_AT = ConstantDescs.ofConstantBootstrap(
            ClassDesc.of("java.lang.invoke.MethodHandles"),
            "classDataAt",
            ConstantDescs.CD_Object,
            ConstantDescs.CD_int);

    private final List<Object> objects = new ArrayList<>();

    List<Object> objects() {
        return objects;
    }

    /** Pushes an object, which the class gets to know by this. */
    void push(CodeBuilder code, ClassDesc type, Object object) {
        int number = objects.indexOf(object);
        if (number < 0) {
            number = objects.size();
            objects.add(object);
        }
        code.ldc(DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, type, number));
    }
}
