package dev.downhill.engine.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A public method of a kernel class, called with numbers of its type that a test holds as doubles. */
record TestedKernel(Method method) {
    boolean isSingle() {
        return method.getDeclaringClass().getPackageName().contains(".float32.");
    }

    /** Returns its class, its name and its parameters, the same for both number types. */
    String signature() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(type -> type.getSimpleName().replaceFirst("float|double", "number"))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns the method of the same number type without vectors that has one number as its parameter. */
    TestedKernel ofOneNumber() {
        Class<?> number = isSingle() ? float.class : double.class;
        String type = method.getDeclaringClass().getPackageName().replace(".vector", ".scalar") + ".Functions";
        try {
            return new TestedKernel(Class.forName(type).getMethod(method.getName(), number));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no scalar method", e);
        }
    }

    /** Returns the exponential of one number of the same type, without vectors. */
    double exp(double x) {
        return isSingle()
                ? dev.downhill.engine.kernel.float32.scalar.Functions.exp((float) x)
                : dev.downhill.engine.kernel.float64.scalar.Functions.exp(x);
    }

    double round(double x) {
        return isSingle() ? (float) x : x;
    }

    /** Returns the numbers in an array of its type. */
    Object array(double[] numbers) {
        if (!isSingle()) {
            return numbers.clone();
        }
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    static double[] doubles(Object array) {
        if (array instanceof double[] doubles) {
            return doubles;
        }
        float[] floats = (float[]) array;
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    Object call(Object... arguments) {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(this + " threw an exception", e.getCause());
        } catch (IllegalAccessException e) {
            throw new LinkageError("no scalar method", e);
        }
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getName().replace(KernelMethod.class.getPackageName() + ".", "") + "."
                + method.getName();
    }
}
