package dev.downhill.explain.transcript;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.explain.transcript.Convention.LossKind;
import dev.downhill.explain.transcript.Convention.Moment;
import dev.downhill.explain.transcript.Rerun.Over;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A meaning that printed numbers can have. */
sealed interface Reading {
    /**
     * Returns the numbers that a run has at a position, or null where it has none there.
     *
     * @param moment whether parameters are those before or after the update
     */
    double @Nullable [] at(Rerun run, Position position, Moment moment);

    /** Returns what it is, as a phrase. */
    String text();

    /** Returns whether one line is enough to read numbers so, where their name allows it. */
    default boolean isUsual() {
        return false;
    }

    /** Returns whether the numbers are stored in the precision of the run. */
    default boolean isStored() {
        return true;
    }

    /** Returns whether the numbers are the same wherever they are printed. */
    default boolean isEverywhere() {
        return false;
    }

    private static double @Nullable [] one(@Nullable Double number) {
        return number == null ? null : new double[] {number};
    }

    /**
     * A loss.
     *
     * @param penalized whether the penalty on large parameters is part of it
     */
    record LossOf(LossKind kind, boolean penalized) implements Reading {
        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            Double loss = run.loss(kind, position);
            if (loss == null || penalized) {
                return one(loss);
            }
            boolean before = kind == LossKind.BEFORE_UPDATE || kind == LossKind.ALL_ROWS_BEFORE_UPDATE;
            return one(loss - run.penalty(before ? position.step() - 1 : position.step()));
        }

        @Override
        public String text() {
            return "the loss " + kind.words() + (penalized ? "" : ", without the penalty");
        }

        @Override
        public boolean isUsual() {
            return penalized && LossKind.USUAL.contains(kind);
        }

        @Override
        public boolean isStored() {
            return penalized
                    && kind != LossKind.EPOCH_MEAN
                    && kind != LossKind.EPOCH_ROW_MEAN
                    && kind != LossKind.EPOCH_SUM
                    && kind != LossKind.RUNNING_MEAN;
        }
    }

    /**
     * Elements of parameters.
     *
     * @param fixed the moment, or null for that of the printout
     */
    record ParametersOf(List<Scalar> scalars, @Nullable Moment fixed) implements Reading {
        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            Moment when = fixed == null ? moment : fixed;
            long step = when == Moment.AFTER_UPDATE ? position.step() : position.step() - 1;
            return elements(scalars, name -> run.parameter(name, step));
        }

        @Override
        public String text() {
            return names(scalars) + (fixed == null ? "" : " " + fixed.words());
        }

        @Override
        public boolean isUsual() {
            return true;
        }
    }

    /** Elements of gradients. */
    record GradientsOf(List<Scalar> scalars, GradientKind kind) implements Reading {
        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            return elements(scalars, name -> switch (kind) {
                case OF_THE_STEP -> run.gradient(name, position.step());
                case UNCLIPPED -> run.slope(name, Over.BATCH, Moment.BEFORE_UPDATE, position.step());
                case OVER_ALL_ROWS -> run.slope(name, Over.ALL, Moment.BEFORE_UPDATE, position.step());
                case AFTER_THE_UPDATE -> run.slope(name, Over.ALL, Moment.AFTER_UPDATE, position.step());
            });
        }

        @Override
        public String text() {
            return "the gradient of " + names(scalars) + kind.words;
        }

        @Override
        public boolean isUsual() {
            return kind == GradientKind.OF_THE_STEP;
        }
    }

    /** The kind of gradient of a step. */
    enum GradientKind {
        /** The gradient that the optimizer uses. */
        OF_THE_STEP(""),
        /** The gradient of the step's batch, before clipping and accumulation. */
        UNCLIPPED(" before clipping"),
        OVER_ALL_ROWS(" over all rows"),
        /** Over all rows with the weights after the update. */
        AFTER_THE_UPDATE(" after the update");

        private final String words;

        GradientKind(String words) {
            this.words = words;
        }
    }

    /** The Euclidean norm of other numbers together. */
    record NormOf(Reading numbers) implements Reading {
        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            double[] values = numbers.at(run, position, moment);
            if (values == null) {
                return null;
            }
            double squares = 0;
            for (double value : values) {
                squares += value * value;
            }
            return one(Math.sqrt(squares));
        }

        @Override
        public String text() {
            return "the norm of " + numbers.text();
        }

        @Override
        public boolean isUsual() {
            return numbers.isUsual();
        }
    }

    /** The right predictions: as a share, in percent, or as a number of rows. */
    record AccuracyOf(Over over, Moment when, AccuracyOf.Form form) implements Reading {
        enum Form {
            SHARE,
            PERCENT,
            COUNT
        }

        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            RowsPass.Measured pass = run.measure(over, when, position.step());
            Dataset rows = run.rows(over, position.step());
            if (pass == null || pass.accuracy() == null || rows == null) {
                return null;
            }
            return one(
                    switch (form) {
                        case SHARE -> pass.accuracy();
                        case PERCENT -> 100 * pass.accuracy();
                        case COUNT -> (double) Math.round(pass.accuracy() * rows.rows());
                    });
        }

        @Override
        public String text() {
            return "the accuracy over " + overText(over) + " " + when.words();
        }

        @Override
        public boolean isUsual() {
            return over != Over.BATCH;
        }

        @Override
        public boolean isStored() {
            return false;
        }
    }

    /** The number of rows. */
    record RowsOf(Over over) implements Reading {
        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            Dataset rows = run.rows(over, position.step());
            return rows == null ? null : new double[] {rows.rows()};
        }

        @Override
        public String text() {
            return "the number of rows";
        }

        @Override
        public boolean isStored() {
            return false;
        }
    }

    /** The mean of the squares, or of the absolute values, of what predictions differ from their targets by. */
    record DifferenceOf(DifferenceOf.Form form, Over over, Moment when) implements Reading {
        enum Form {
            MEAN_SQUARE,
            ROOT_MEAN_SQUARE,
            MEAN_ABSOLUTE,
            /** Prediction less target, of a single row. */
            SIGNED,
            /** Target less prediction, of a single row. */
            OPPOSITE
        }

        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            RowsPass.Measured pass = run.measure(over, when, position.step());
            Dataset rows = run.rows(over, position.step());
            if (pass == null || rows == null || Double.isNaN(pass.meanSquare())) {
                return null;
            }
            boolean single = pass.outputs().length == 1;
            double difference = single ? pass.outputs()[0] - rows.target().values()[0] : Double.NaN;
            return switch (form) {
                case MEAN_SQUARE -> one(pass.meanSquare());
                case ROOT_MEAN_SQUARE -> one(Math.sqrt(pass.meanSquare()));
                case MEAN_ABSOLUTE -> one(pass.meanAbsolute());
                case SIGNED -> single ? one(difference) : null;
                case OPPOSITE -> single ? one(-difference) : null;
            };
        }

        @Override
        public String text() {
            String what = switch (form) {
                case MEAN_SQUARE -> "the mean squared error";
                case ROOT_MEAN_SQUARE -> "the root of the mean squared error";
                case MEAN_ABSOLUTE -> "the mean absolute error";
                case SIGNED -> "prediction less target";
                case OPPOSITE -> "target less prediction";
            };
            return what + " over " + overText(over) + " " + when.words();
        }

        @Override
        public boolean isUsual() {
            return form != DifferenceOf.Form.SIGNED && form != DifferenceOf.Form.OPPOSITE;
        }
    }

    /** The predictions of the model for some rows. */
    record PredictionOf(Over over, Moment when) implements Reading {
        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            RowsPass.Measured pass = run.measure(over, when, position.step());
            return pass == null || pass.outputs().length == 0 ? null : pass.outputs();
        }

        @Override
        public String text() {
            return "the prediction for " + overText(over) + " " + when.words();
        }
    }

    /** The inputs or the target of a step that sees one row. */
    record DataOf(boolean target) implements Reading {
        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            Dataset rows = run.rows(Over.BATCH, position.step());
            if (rows == null || rows.rows() != 1) {
                return null;
            }
            return target
                    ? rows.target().values()
                    : joined(rows.inputs().stream().map(Column::values).toList());
        }

        @Override
        public String text() {
            return target ? "the target" : "the input";
        }
    }

    /** A number that the specification gives. */
    record SettingOf(String name, double value) implements Reading {
        @Override
        public double[] at(Rerun run, Position position, Moment moment) {
            return new double[] {value};
        }

        @Override
        public String text() {
            return "the " + name;
        }

        @Override
        public boolean isUsual() {
            return true;
        }

        @Override
        public boolean isEverywhere() {
            return true;
        }

        @Override
        public boolean isStored() {
            return false;
        }
    }

    /** The learning rate by the schedule, of this step or of the next. */
    record RateOf(boolean next) implements Reading {
        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            var job = run.job();
            long k = next ? position.step() : position.step() - 1;
            boolean outside = k < 0 || k > job.steps();
            return outside ? null : one(job.schedule().rate(job.optimizer().learningRate(), k, job.steps()));
        }

        @Override
        public String text() {
            return "the learning rate" + (next ? " of the next step" : "");
        }

        @Override
        public boolean isUsual() {
            return true;
        }

        @Override
        public boolean isStored() {
            return false;
        }
    }

    /** Several readings, one after the other. */
    record Sequence(List<Reading> parts) implements Reading {
        @Override
        public double @Nullable [] at(Rerun run, Position position, Moment moment) {
            List<double[]> all = new ArrayList<>();
            for (Reading part : parts) {
                double[] numbers = part.at(run, position, moment);
                if (numbers == null) {
                    return null;
                }
                all.add(numbers);
            }
            return joined(all);
        }

        @Override
        public String text() {
            return parts.stream().map(Reading::text).collect(Collectors.joining(", "));
        }

        @Override
        public boolean isUsual() {
            return parts.stream().allMatch(Reading::isUsual);
        }

        @Override
        public boolean isStored() {
            return parts.stream().allMatch(Reading::isStored);
        }
    }

    private static double[] joined(List<double[]> parts) {
        int length = 0;
        for (double[] part : parts) {
            length += part.length;
        }
        double[] all = new double[length];
        int from = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, from, part.length);
            from += part.length;
        }
        return all;
    }

    private static String overText(Over over) {
        return switch (over) {
            case BATCH -> "the step's batch";
            case ALL -> "all rows";
            case TEST -> "the test rows";
        };
    }

    private static String names(List<Scalar> scalars) {
        return scalars.stream().map(Scalar::parameter).distinct().collect(Collectors.joining(", "));
    }

    /** Gives the elements of a tensor by its name, or null. */
    interface Elements {
        double @Nullable [] of(String name);
    }

    private static double @Nullable [] elements(List<Scalar> scalars, Elements elements) {
        double[] numbers = new double[scalars.size()];
        String name = "";
        double[] values = new double[0];
        for (int i = 0; i < numbers.length; i++) {
            Scalar scalar = scalars.get(i);
            if (!scalar.parameter().equals(name)) {
                name = scalar.parameter();
                values = elements.of(name);
            }
            if (values == null) {
                return null;
            }
            numbers[i] = values[scalar.index()];
        }
        return numbers;
    }
}
