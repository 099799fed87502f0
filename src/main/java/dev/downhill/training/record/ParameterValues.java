package dev.downhill.training.record;

import dev.downhill.specification.model.Parameter;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The elements of parameters by name, row-major, in the order of the model.
 *
 * <p>It is an unmodifiable map of two arrays, because every job keeps two of them after its end: a {@code LinkedHashMap} of
 * one parameter takes four times as much memory. States of one run share the array of names.
 */
final class ParameterValues extends AbstractMap<String, double[]> {
    private final String[] names;
    private final double[][] values;

    private ParameterValues(String[] names, double[][] values) {
        this.names = names;
        this.values = values;
    }

    /** Returns the initial values of parameters, each one rounded. */
    static ParameterValues initial(List<Parameter> parameters, UnaryOperator<double[]> rounding) {
        return new ParameterValues(
                parameters.stream().map(Parameter::name).toArray(String[]::new),
                parameters.stream()
                        .map(parameter -> rounding.apply(parameter.initial().values()))
                        .toArray(double[][]::new));
    }

    /** Returns these values with others for some of the names. */
    ParameterValues with(List<String> changed, List<double[]> others) {
        double[][] all = values.clone();
        for (int i = 0; i < all.length; i++) {
            int other = changed.indexOf(names[i]);
            if (other >= 0) {
                all[i] = others.get(other);
            }
        }
        return new ParameterValues(names, all);
    }

    /** Returns the values of a map in this form. */
    static ParameterValues of(Map<String, double[]> map) {
        return map instanceof ParameterValues same
                ? same
                : new ParameterValues(
                        map.keySet().toArray(String[]::new), map.values().toArray(double[][]::new));
    }

    @Override
    public double @Nullable [] get(@Nullable Object name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, double[]>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, double[]>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    /** A stream's iterator would take more memory than the states that it walks through. */
    private final class Entries implements Iterator<Entry<String, double[]>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Entry<String, double[]> next() {
            if (next == names.length) {
                throw new NoSuchElementException();
            }
            return Map.entry(names[next], values[next++]);
        }
    }
}
