package dev.downhill.engine.compile;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes that were defined last, by their bytes.
 *
 * <p>A class holds no state, so a job like one before runs the class that the JIT has optimized already: a classroom that
 * changes the learning rate shares one.
 */
final class CompiledClasses {
    private static final int MOST = 256;

    private static final Map<Key, MethodHandle> RECENT = mostRecent();

    /** Hashes of the classes that were asked for once; a wrong hit only defines a class earlier. */
    private static final Map<Integer, Boolean> ASKED_FOR = mostRecent();

    private CompiledClasses() {}

    private static <K, V> Map<K, V> mostRecent() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** The identity of a class. */
    private record Key(ByteBuffer bytes, List<Object> data) {}

    /** Returns the method that takes the steps, of the class of these bytes and this data. */
    static MethodHandle run(byte[] bytes, List<Object> data) {
        var key = new Key(ByteBuffer.wrap(bytes), List.copyOf(data));
        synchronized (RECENT) {
            return RECENT.computeIfAbsent(key, unused -> define(bytes, data));
        }
    }

    /** Returns such a method if the class exists, or was asked for before; else null, and the next time there is one. */
    static @Nullable MethodHandle runIfKnown(byte[] bytes, List<Object> data) {
        var key = new Key(ByteBuffer.wrap(bytes), List.copyOf(data));
        synchronized (RECENT) {
            boolean isNew = !RECENT.containsKey(key) && ASKED_FOR.put(key.hashCode(), true) == null;
            return isNew ? null : RECENT.computeIfAbsent(key, unused -> define(bytes, data));
        }
    }

    private static MethodHandle define(byte[] bytes, List<Object> data) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClassWithClassData(bytes, data, true);
            return lookup.findStatic(
                    lookup.lookupClass(), RunMethod.NAME, RunMethod.TYPE.resolveConstantDesc(MethodHandles.lookup()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the compiled step does not link", e);
        }
    }
}
