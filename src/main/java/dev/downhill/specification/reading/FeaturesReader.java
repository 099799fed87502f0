package dev.downhill.specification.reading;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.specification.FeatureFormulas;
import dev.downhill.specification.Limits;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.expression.ExpressionParser;
import dev.downhill.specification.expression.ExpressionSyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The features of a specification: {@code "features": ["x1", "x1 ** 2"]} in its data. */
final class FeaturesReader {
    private static final String FIELD = "features";
    private static final int MOST = 64;

    private final Limits limits;
    private final ReadingAllowance allowance;

    /** @param allowance the bytes that the features may take */
    FeaturesReader(Limits limits, ReadingAllowance allowance) {
        this.limits = limits;
        this.allowance = allowance;
    }

    /** Returns whether a field of the data has features: an array of numbers by that name is a column. */
    static boolean isGiven(Fields data, String field) {
        JsonNode value = field.equals(FIELD) ? data.peek(FIELD) : null;
        return value != null
                && (!value.isArray() || value.isEmpty() || value.get(0).isString());
    }

    /** Returns the texts of the formulas; null without features, or after saying what is wrong. */
    static @Nullable FeatureFormulas read(Fields data) {
        if (!isGiven(data, FIELD)) {
            data.askNull(FIELD);
            return null;
        }
        data.ask(FIELD);
        JsonNode value = data.peek(FIELD);
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > MOST) {
            data.refuse(
                    FIELD, "type", "'features' must be an array of 1 to " + MOST + " formulas, such as \"x1 ** 2\"");
            return null;
        }
        data.fill(FIELD, value);
        Set<String> formulas = new LinkedHashSet<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode formula = value.get(i);
            String wrong = !formula.isString()
                    ? "a feature is a formula, not " + Fields.kindOf(formula)
                    : formulas.add(formula.stringValue()) ? null : "'" + formula.stringValue() + "' is given twice";
            if (wrong != null) {
                data.faults().add(pointer(data, i), formula.isString() ? "name" : "type", wrong);
            }
        }
        return formulas.size() == value.size() ? new FeatureFormulas(List.copyOf(formulas)) : null;
    }

    private static String pointer(Fields data, int feature) {
        return data.pointer(FIELD) + "/" + feature;
    }

    /** Returns the same rows with features in place of the inputs, or null after saying what is wrong. */
    @Nullable
    Partition with(Partition rows, FeatureFormulas features, Fields data) {
        Dataset training = rows.training();
        if (!fits(training, features, data)) {
            return null;
        }
        int count = features.formulas().size();
        long numbers = (long) count
                * (training.rows() + (rows.test() == null ? 0 : rows.test().rows()));
        if (numbers > limits.values()) {
            data.refuse(
                    FIELD,
                    "tooLarge",
                    "the features are " + numbers + " numbers; at most " + limits.values() + " are accepted");
            return null;
        }
        allowance.take(numbers * Double.BYTES);
        Partition computed = rows.with(features);
        boolean finite = isFinite(computed.training(), data);
        finite &= computed.test() == null || isFinite(computed.test(), data);
        return finite ? computed : null;
    }

    private static boolean fits(Dataset rows, FeatureFormulas features, Fields data) {
        if (rows.vocabulary() != null) {
            data.refuse(FIELD, "options", "'features' are computed from columns of numbers; a text has none");
            return false;
        }
        if (rows.inputs().stream()
                .anyMatch(input -> input.name().equals(rows.target().name()))) {
            data.refuse(FIELD, "options", "'features' need a target that is not an input itself");
            return false;
        }
        Map<String, Tensor> columns = FeatureFormulas.variables(FeatureFormulas.sources(rows.inputs()), 1);
        boolean fit = true;
        for (int i = 0; i < features.formulas().size(); i++) {
            fit &= isFeature(features.formulas().get(i), columns, pointer(data, i), data);
        }
        return fit;
    }

    private static boolean isFeature(String text, Map<String, Tensor> columns, String pointer, Fields data) {
        try {
            Expression formula = ExpressionParser.parse(text);
            String wrong = FeatureFormulas.whyNot(formula);
            if (wrong != null) {
                data.faults().add(pointer, "feature", wrong);
                return false;
            }
            return FeatureFormulas.tensor(formula, columns, pointer, data.faults()) != null;
        } catch (ExpressionSyntaxException e) {
            data.faults().add(pointer, "syntax", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static boolean isFinite(Dataset rows, Fields data) {
        for (int i = 0; i < rows.inputs().size(); i++) {
            Column feature = rows.inputs().get(i);
            int row = FeatureFormulas.firstNotFinite(feature);
            if (row >= 0) {
                data.faults()
                        .add(
                                pointer(data, i),
                                "notFinite",
                                feature.name() + " is not a finite number in " + rows.place(row));
                return false;
            }
        }
        return true;
    }
}
