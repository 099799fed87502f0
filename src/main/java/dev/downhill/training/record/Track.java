package dev.downhill.training.record;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One quantity of a trajectory, point after point: a tensor's values whole, or a summary of them.
 *
 * <p>Read up to {@link Trajectory#points()} only.
 */
public final class Track {
    /** The part of a tensor that is kept. */
    public enum Detail {
        /** Every element. */
        ALL,
        /** The numbers of {@link Summary#NAMES}. */
        SUMMARY
    }

    /** Nine digits are enough for any index. */
    private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,9})]");

    private final String name;
    private final Detail detail;
    private final int[] dims;
    private final double[] initial;
    private final NumberLog values = new NumberLog();

    /**
     * @param dims the tensor's lengths along its dimensions; none for a scalar
     * @param initial the tensor's elements before the first step, row-major
     */
    Track(String name, Detail detail, int[] dims, double[] initial) {
        this.name = name;
        this.detail = detail;
        this.dims = dims.clone();
        this.initial =
                detail == Detail.ALL ? initial.clone() : Summary.of(initial).numbers();
    }

    /** Returns the name of the parameter that the numbers, or their gradients, belong to. */
    public String name() {
        return name;
    }

    /** Returns the part of the tensor that is kept. */
    public Detail detail() {
        return detail;
    }

    /** Returns how many numbers a point has. */
    public int width() {
        return initial.length;
    }

    /** Returns the lengths along the dimensions of the tensor; none for a scalar. */
    public int[] dims() {
        return dims.clone();
    }

    /** Returns the numbers before the first step. */
    public double[] initial() {
        return initial.clone();
    }

    /** Returns one of the numbers before the first step. */
    public double initial(int element) {
        return initial[element];
    }

    /**
     * Returns the numbers of a point: the elements row-major, or those of the summary.
     *
     * @param point from 0 up to but without {@link Trajectory#points()}
     */
    public double[] values(int point) {
        double[] numbers = new double[width()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = value(point, i);
        }
        return numbers;
    }

    /**
     * Returns one number of a point.
     *
     * @param point from 0 up to but without {@link Trajectory#points()}
     * @param element its index among the {@link #width()} numbers
     */
    public double value(int point, int element) {
        return values.get(point * width() + element);
    }

    /** Adds the numbers before the first step and those of the first points to a fingerprint. */
    void addTo(Fingerprint fingerprint, int points) {
        fingerprint.add((long) width());
        for (double number : initial) {
            fingerprint.add(number);
        }
        int count = points * width();
        for (int i = 0; i < count; i++) {
            fingerprint.add(values.get(i));
        }
    }

    /**
     * Returns a point's elements nested as the tensor's dimensions are: a number, or lists of lists. Only for {@link
     * Detail#ALL}.
     */
    public Object nested(int point) {
        int first = point * width();
        return Nested.of(i -> values.get(first + i), dims);
    }

    /** Returns the elements before the first step, nested as {@link #nested}. */
    public Object nestedInitial() {
        return Nested.of(initial, dims);
    }

    /** Returns a name for each of a point's numbers: {@code w}, {@code W[0][1]}, {@code W.norm}; a view. */
    public List<String> labels() {
        return new Labels();
    }

    private final class Labels extends AbstractList<String> implements RandomAccess {
        @Override
        public String get(int element) {
            Objects.checkIndex(element, size());
            if (detail == Detail.SUMMARY) {
                return name + "." + Summary.NAMES.get(element);
            }
            var indices = new StringBuilder();
            int rest = element;
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                indices.insert(0, "[" + rest % dims[axis] + "]");
                rest /= dims[axis];
            }
            return name + indices;
        }

        @Override
        public int size() {
            return width();
        }

        /** Finds an element by the indices that its label holds, however many there are. */
        @Override
        public int indexOf(@Nullable Object label) {
            if (!(label instanceof String text) || !text.startsWith(name)) {
                return -1;
            }
            String end = text.substring(name.length());
            if (detail == Detail.SUMMARY) {
                return end.startsWith(".") ? Summary.NAMES.indexOf(end.substring(1)) : -1;
            }
            Matcher index = INDEX.matcher(end);
            long element = 0;
            int axis = 0;
            while (axis < dims.length && index.lookingAt()) {
                element = element * dims[axis] + Long.parseLong(index.group(1));
                index.region(index.end(), end.length());
                axis++;
            }
            // Of the texts that give an element only one is its label.
            return element < size() && get((int) element).equals(text) ? (int) element : -1;
        }

        @Override
        public boolean contains(@Nullable Object label) {
            return indexOf(label) >= 0;
        }
    }

    /** Gives back the room for numbers that never came. */
    void trim() {
        values.trim();
    }

    /** Appends numbers of points as {@link #values} gives them, {@code stride} numbers from one point to the next. */
    void restore(double[] numbers, int from, int stride, int count) {
        values.append(numbers, from, width(), stride, count);
    }

    void append(double[] elements) {
        append(elements, 0, elements.length, 1);
    }

    /**
     * Appends points that stand on a tape.
     *
     * @param from where the elements of the first are
     * @param width how far it is from one to the next
     */
    void append(double[] tape, int from, int width, int count) {
        int size = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        if (detail == Detail.ALL) {
            values.append(tape, from, /* width= */ size, /* stride= */ width, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            int at = from + i * width;
            double[] numbers =
                    Summary.of(Arrays.copyOfRange(tape, at, at + size)).numbers();
            values.append(numbers, 0, numbers.length, 0, 1);
        }
    }
}
