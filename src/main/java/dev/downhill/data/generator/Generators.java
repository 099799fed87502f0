package dev.downhill.data.generator;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of generators. To add one, add its line here and its rule below.
 *
 * <p>{@code circle xor gauss spiral plane gaussRegression} have the shapes of TensorFlow Playground's data sets, with the
 * classes 0 and 1 for its -1 and 1; {@code moons} is that of scikit-learn.
 */
public final class Generators {
    private static final double RADIUS = 5;
    private static final double REGRESSION_RADIUS = 6;
    private static final List<String> TWO = List.of("0", "1");
    private static final List<String> THREE = List.of("0", "1", "2");

    /** The centres of gaussRegression, and the sign of the bump at each. */
    private static final double[][] BUMPS = {
        {-4, 2.5, 1}, {0, 2.5, -1}, {4, 2.5, 1}, {-4, -2.5, -1}, {0, -2.5, 1}, {4, -2.5, -1}
    };

    /** The length of a sequence of bits. */
    private static final int BITS = 20;

    private static final double[][] BLOBS = {{-4, -2}, {0, 4}, {4, -2}};

    public static final List<Generator> ALL = List.of(
            new PointGenerator("line", "y = 3x, for x from -1 to 1", 1, List.of(), Generators::line),
            new PointGenerator("sine", "y = sin(x), for x from -pi to pi", 1, List.of(), Generators::sine),
            new PointGenerator("plane", "y = (x1 + x2) / 10, up to 6 from the origin", 2, List.of(), Generators::plane),
            new PointGenerator(
                    "gaussRegression", "six bumps, up and down in turn", 2, List.of(), Generators::gaussRegression),
            new PointGenerator("circle", "a disc within a ring", 2, TWO, Generators::circle),
            new PointGenerator("xor", "the sign of x1 x2", 2, TWO, Generators::xor),
            new PointGenerator("gauss", "two clouds around (2, 2) and (-2, -2)", 2, TWO, Generators::gauss),
            new PointGenerator("spiral", "two arms of a spiral", 2, TWO, Generators::spiral),
            new PointGenerator("moons", "two half circles that reach into each other", 2, TWO, Generators::moons),
            new PointGenerator("blobs", "three clouds", 2, THREE, Generators::blobs),
            new PointGenerator(
                    "bit", "20 numbers that are -1 or 1; the class is the first of them", BITS, TWO, Generators::bit));

    private Generators() {}

    /** Returns the generator of a name, or null. */
    public static @Nullable Generator named(String name) {
        return ALL.stream()
                .filter(generator -> generator.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static double[] line(int i, int n, double noise, RandomGenerator random) {
        double x = random.nextDouble(-1, 1);
        return new double[] {x, 3 * x + noise * random.nextGaussian()};
    }

    private static double[] sine(int i, int n, double noise, RandomGenerator random) {
        double x = random.nextDouble(-Math.PI, Math.PI);
        return new double[] {x, Math.sin(x) + noise * random.nextGaussian()};
    }

    private static double[] plane(int i, int n, double noise, RandomGenerator random) {
        double[] p = square(REGRESSION_RADIUS, random);
        return new double[] {p[0], p[1], (p[0] + stray(noise, random) + p[1] + stray(noise, random)) / 10};
    }

    private static double[] gaussRegression(int i, int n, double noise, RandomGenerator random) {
        double[] p = square(REGRESSION_RADIUS, random);
        double x = p[0] + stray(noise, random);
        double y = p[1] + stray(noise, random);
        double height = 0;
        for (double[] bump : BUMPS) {
            double here = bump[2] * Math.max(0, 1 - Math.hypot(x - bump[0], y - bump[1]) / 2);
            height = Math.abs(here) > Math.abs(height) ? here : height;
        }
        return new double[] {p[0], p[1], height};
    }

    private static double[] circle(int i, int n, double noise, RandomGenerator random) {
        boolean inside = i < n / 2;
        double r = inside ? random.nextDouble(0, RADIUS * 0.5) : random.nextDouble(RADIUS * 0.7, RADIUS);
        double angle = random.nextDouble(0, 2 * Math.PI);
        double x = r * Math.sin(angle);
        double y = r * Math.cos(angle);
        double distance = Math.hypot(x + RADIUS * stray(noise, random), y + RADIUS * stray(noise, random));
        return new double[] {x, y, distance < RADIUS * 0.5 ? 1 : 0};
    }

    private static double[] xor(int i, int n, double noise, RandomGenerator random) {
        double[] p = square(RADIUS, random);
        double x = p[0] + Math.copySign(0.3, p[0]);
        double y = p[1] + Math.copySign(0.3, p[1]);
        double product = (x + RADIUS * stray(noise, random)) * (y + RADIUS * stray(noise, random));
        return new double[] {x, y, product >= 0 ? 1 : 0};
    }

    private static double[] gauss(int i, int n, double noise, RandomGenerator random) {
        double centre = i < n / 2 ? 2 : -2;
        double deviation = Math.sqrt(0.5 + 7 * noise);
        return new double[] {
            centre + deviation * random.nextGaussian(), centre + deviation * random.nextGaussian(), i < n / 2 ? 1 : 0
        };
    }

    private static double[] spiral(int i, int n, double noise, RandomGenerator random) {
        int arm = i < n / 2 ? 1 : 0;
        int length = arm == 1 ? n / 2 : n - n / 2;
        double along = (double) (arm == 1 ? i : i - n / 2) / length;
        double r = along * RADIUS;
        double angle = 1.75 * along * 2 * Math.PI + (arm == 1 ? 0 : Math.PI);
        return new double[] {r * Math.sin(angle) + stray(noise, random), r * Math.cos(angle) + stray(noise, random), arm
        };
    }

    private static double[] moons(int i, int n, double noise, RandomGenerator random) {
        boolean upper = i < n / 2;
        double angle = random.nextDouble(0, Math.PI);
        double x = upper ? Math.cos(angle) : 1 - Math.cos(angle);
        double y = upper ? Math.sin(angle) : 0.5 - Math.sin(angle);
        return new double[] {x + noise * random.nextGaussian(), y + noise * random.nextGaussian(), upper ? 0 : 1};
    }

    private static double[] blobs(int i, int n, double noise, RandomGenerator random) {
        int blob = i % BLOBS.length;
        double deviation = 1 + noise;
        return new double[] {
            BLOBS[blob][0] + deviation * random.nextGaussian(), BLOBS[blob][1] + deviation * random.nextGaussian(), blob
        };
    }

    /** The first of the numbers takes turns; those behind it, which say nothing, are drawn. */
    private static double[] bit(int i, int n, double noise, RandomGenerator random) {
        double[] row = new double[BITS + 1];
        for (int k = 0; k < BITS; k++) {
            boolean one = k == 0 ? i % 2 == 1 : random.nextBoolean();
            row[k] = (one ? 1 : -1) + stray(noise, random);
        }
        row[BITS] = i % 2;
        return row;
    }

    private static double[] square(double half, RandomGenerator random) {
        return new double[] {random.nextDouble(-half, half), random.nextDouble(-half, half)};
    }

    private static double stray(double noise, RandomGenerator random) {
        return noise * random.nextDouble(-1, 1);
    }
}
