package dev.downhill.export.trajectory;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * One column of a trajectory at some of its points, in order.
 *
 * <p>It is a view: it looks up each entry when it is written, so a column of any length takes no memory.
 */
final class TrajectoryColumn<T> extends AbstractCollection<T> {
    private final Places places;
    private final IntFunction<T> entry;

    /**
     * Some points: those from one up to but without another that belong to it.
     *
     * @param which answers the same however much is appended
     */
    record Places(int from, int to, IntPredicate which) {
        boolean isEmpty() {
            return first() == to;
        }

        /** Returns the first place; {@code to} if there is none. */
        int first() {
            return next(from);
        }

        /** Returns the first place at or after a point; {@code to} if there is none. */
        int next(int point) {
            int next = point;
            while (next < to && !which.test(next)) {
                next++;
            }
            return next;
        }

        /** Returns the last place; there must be one. */
        int last() {
            int last = to - 1;
            while (!which.test(last)) {
                last--;
            }
            return last;
        }

        int count() {
            return (int) IntStream.range(from, to).filter(which).count();
        }
    }

    TrajectoryColumn(Places places, IntFunction<T> entry) {
        this.places = places;
        this.entry = entry;
    }

    @Override
    public int size() {
        return places.count();
    }

    @Override
    public boolean isEmpty() {
        return places.isEmpty();
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int next = places.first();

            @Override
            public boolean hasNext() {
                return next < places.to();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                T found = entry.apply(next);
                next = places.next(next + 1);
                return found;
            }
        };
    }
}
