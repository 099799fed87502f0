package dev.downhill.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The mean and the standard deviation of every number in a row of inputs. */
public record Standardization(List<double[]> means, List<double[]> deviations) {
    /** Deviations between these have squares with all their digits. */
    private static final double SQUARES_FROM = 1e-140;

    private static final double SQUARES_TO = 1e140;

    static Standardization of(Dataset data) {
        List<double[]> means = new ArrayList<>();
        List<double[]> deviations = new ArrayList<>();
        for (Column input : data.inputs()) {
            int stride = input.stride();
            double[] mean = new double[stride];
            double[] deviation = new double[stride];
            for (int i = 0; i < input.values().length; i++) {
                mean[i % stride] += input.values()[i] / input.rows();
            }
            for (int i = 0; i < input.values().length; i++) {
                deviation[i % stride] += Math.pow(input.values()[i] - mean[i % stride], 2) / input.rows();
            }
            for (int i = 0; i < stride; i++) {
                double[] column = column(input, i);
                double least = Arrays.stream(column).min().orElse(0);
                double greatest = Arrays.stream(column).max().orElse(0);
                if (least == greatest) {
                    // The rounded mean of equal numbers may differ from them, and would be a deviation.
                    mean[i] = least;
                    deviation[i] = 1;
                } else {
                    deviation[i] = Math.sqrt(deviation[i]);
                    if (!(deviation[i] > SQUARES_FROM && deviation[i] < SQUARES_TO)) {
                        deviation[i] = scaledDeviation(column, mean[i]);
                    }
                }
            }
            means.add(mean);
            deviations.add(deviation);
        }
        return new Standardization(means, deviations);
    }

    private static double[] column(Column input, int element) {
        double[] column = new double[input.rows()];
        for (int row = 0; row < column.length; row++) {
            column[row] = input.values()[row * input.stride() + element];
        }
        return column;
    }

    /** The deviation of numbers whose squares are too small or too large for doubles. */
    private static double scaledDeviation(double[] column, double mean) {
        double farthest =
                Arrays.stream(column).map(value -> Math.abs(value - mean)).max().orElse(1);
        double sum = 0;
        for (double value : column) {
            sum += Math.pow((value - mean) / farthest, 2) / column.length;
        }
        return farthest * Math.sqrt(sum);
    }

    /** Returns the same standardization for all inputs side by side. */
    public Standardization joined() {
        return new Standardization(List.of(joined(means)), List.of(joined(deviations)));
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Returns rows with inputs scaled to mean 0 and standard deviation 1; a target that is also an input is scaled too. */
    public Dataset apply(Dataset data) {
        List<Column> scaled = new ArrayList<>();
        for (int c = 0; c < data.inputs().size(); c++) {
            Column input = data.inputs().get(c);
            double[] values = new double[input.values().length];
            for (int i = 0; i < values.length; i++) {
                int element = i % input.stride();
                values[i] =
                        (input.values()[i] - means.get(c)[element]) / deviations.get(c)[element];
            }
            scaled.add(new Column(input.name(), input.width(), values));
        }
        Column target = scaled.stream()
                .filter(input -> input.name().equals(data.target().name()))
                .findFirst()
                .orElse(data.target());
        return data.with(scaled, target);
    }
}
