package dev.downhill.engine.catalog;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of a catalogue: a record class whose components are the options.
 *
 * @param <T> the interface that the class implements.
 * @param name the name in a specification.
 * @param text what it is, in a sentence.
 * @param source where it is defined; empty where it is not a thing of the literature.
 */
public record Kind<T>(String name, String text, String source, Class<? extends T> type, List<OptionField> options) {

    static <T> Kind<T> of(Class<? extends T> type) {
        Named named = type.getAnnotation(Named.class);
        if (named == null || !type.isRecord()) {
            throw new IllegalStateException(type.getName() + " is not a @Named record");
        }
        List<OptionField> options =
                Arrays.stream(type.getRecordComponents()).map(OptionField::of).toList();
        return new Kind<>(named.value(), named.text(), named.source(), type, options);
    }

    /**
     * Returns an instance with the given values, one for each option in order.
     *
     * @param values of the types of the components; the caller has checked their bounds.
     * @throws IllegalArgumentException if options that are valid one by one do not fit together; the message is for a
     *     client.
     */
    public T create(List<Object> values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("cannot create " + name, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + name, e);
        }
    }

    /** Returns the values of an instance's options, by name. */
    Map<String, Object> valuesOf(Object instance) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(instance));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + name + "." + component.getName(), e);
            }
        }
        return values;
    }
}
