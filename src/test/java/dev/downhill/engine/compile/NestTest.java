package dev.downhill.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Draws;
import dev.downhill.engine.autograd.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NestTest {
    @Test
    void visitsTheElementsOfTheShapeInOrder() {
        Draws.seeds(500).forEach(seed -> {
            var random = new SplittableRandom(seed);
            Shape shape = Shape.of(random.ints(random.nextInt(5), 1, 5).toArray());
            List<int[]> strides = List.of(drawn(shape, random), drawn(shape, random), shape.strides());

            Nest nest = Nest.of(shape, strides);

            assertThat(walked(nest.dims(), nest.strides()))
                    .as("seed %d, %s", seed, shape)
                    .isEqualTo(walked(shape.dims(), strides));
        });
    }

    /** Repeats an array along some dimensions, or turns its last two. */
    private static int[] drawn(Shape shape, SplittableRandom random) {
        int[] strides = shape.strides();
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = random.nextInt(3) == 0 ? 0 : strides[axis];
        }
        int last = strides.length - 1;
        if (last > 0 && random.nextInt(3) == 0) {
            int stride = strides[last];
            strides[last] = strides[last - 1];
            strides[last - 1] = stride;
        }
        return strides;
    }

    /** Returns the offsets into each array, element by element. */
    private static List<List<Integer>> walked(int[] dims, List<int[]> strides) {
        List<List<Integer>> offsets = new ArrayList<>();
        int size = Arrays.stream(dims).reduce(1, Math::multiplyExact);
        for (int i = 0; i < size; i++) {
            List<Integer> element = new ArrayList<>();
            for (int[] array : strides) {
                int offset = 0;
                int rest = i;
                for (int axis = dims.length - 1; axis >= 0; axis--) {
                    offset += rest % dims[axis] * array[axis];
                    rest /= dims[axis];
                }
                element.add(offset);
            }
            offsets.add(element);
        }
        return offsets;
    }

    @Test
    void joinsDimensionsWithoutAGap() {
        Shape shape = Shape.of(2, 1, 3, 4);

        assertThat(Nest.of(shape, List.of(shape.strides(), shape.strides())).dims())
                .containsExactly(24);
        assertThat(Nest.of(shape, List.of(shape.strides(), new int[] {0, 0, 4, 1}))
                        .dims())
                .containsExactly(2, 12);
        assertThat(Nest.of(Shape.of(1, 1), List.of(new int[] {1, 1})).dims()).isEmpty();
    }

    @Test
    void checksOnceInAGrainOfElements() {
        Draws.seeds(500).forEach(seed -> {
            var random = new SplittableRandom(seed);
            int[] dims = random.ints(random.nextInt(1, 5), 1, 40).toArray();
            int grain = random.nextInt(1, 2000);
            var nest = new Nest(dims, List.of());
            long size = Arrays.stream(dims).asLongStream().reduce(1, Math::multiplyExact);

            Nest.Checks checks = nest.checks(grain);

            if (size <= grain) {
                assertThat(checks).isNull();
            } else if (checks == null) {
                throw new AssertionError("no check in " + size + " elements, seed " + seed);
            } else {
                long inner = Arrays.stream(dims)
                        .skip(checks.axis() + 1L)
                        .asLongStream()
                        .reduce(1, Math::multiplyExact);
                assertThat(inner).isLessThanOrEqualTo(grain);
                assertThat(inner * checks.iterations()).as("seed %d", seed).isBetween(grain - inner + 1, (long) grain);
            }
        });
    }
}
