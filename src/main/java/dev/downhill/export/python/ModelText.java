package dev.downhill.export.python;

import dev.downhill.engine.nn.Activate;
import dev.downhill.engine.nn.Activation;
import dev.downhill.engine.nn.Dropout;
import dev.downhill.engine.nn.Elu;
import dev.downhill.engine.nn.Embedding;
import dev.downhill.engine.nn.Flatten;
import dev.downhill.engine.nn.Gelu;
import dev.downhill.engine.nn.Hardtanh;
import dev.downhill.engine.nn.Identity;
import dev.downhill.engine.nn.Layer;
import dev.downhill.engine.nn.LayerNorm;
import dev.downhill.engine.nn.LeakyRelu;
import dev.downhill.engine.nn.Linear;
import dev.downhill.engine.nn.LogSigmoid;
import dev.downhill.engine.nn.LogSoftmax;
import dev.downhill.engine.nn.Mish;
import dev.downhill.engine.nn.Relu;
import dev.downhill.engine.nn.Relu6;
import dev.downhill.engine.nn.Selu;
import dev.downhill.engine.nn.Sigmoid;
import dev.downhill.engine.nn.Silu;
import dev.downhill.engine.nn.Sine;
import dev.downhill.engine.nn.Softmax;
import dev.downhill.engine.nn.Softplus;
import dev.downhill.engine.nn.Softsign;
import dev.downhill.engine.nn.Tanh;
import dev.downhill.export.NotExportable;
import dev.downhill.training.model.ExpressionModel;
import dev.downhill.training.model.LayeredModel;
import dev.downhill.training.specification.JobSpecification;
import java.util.ArrayList;
import java.util.List;

/** The body of {@code model(data)}: from the columns of a batch and the parameters {@code p} to a prediction. */
final class ModelText {
    private ModelText() {}

    static List<String> of(JobSpecification job) {
        return switch (job.model()) {
            case ExpressionModel formula -> expression(formula, job);
            case LayeredModel layered -> layers(layered, job);
            default -> throw new NotExportable("there is no PyTorch for this kind of model");
        };
    }

    private static List<String> expression(ExpressionModel model, JobSpecification job) {
        List<String> parameters = job.parameterNames();
        var formula = new Formula(name ->
                parameters.contains(name) ? "p[" + Literals.text(name) + "]" : "data[" + Literals.text(name) + "]");
        return List.of("return " + formula.text(model.expression()));
    }

    private static List<String> layers(LayeredModel model, JobSpecification job) {
        List<String> lines = new ArrayList<>();
        String input = job.model().inputs(job.data().training()).getFirst().name();
        lines.add("x = data[" + Literals.text(input) + "]");
        for (int i = 0; i < model.layers().size(); i++) {
            lines.addAll(layer(model.layers().get(i), Integer.toString(i)));
        }
        lines.add("return x");
        return lines;
    }

    private static List<String> layer(Layer layer, String number) {
        String weight = "p[\"" + number + ".weight\"]";
        String bias = "p[\"" + number + ".bias\"]";
        return switch (layer) {
            case Linear linear ->
                withActivation(
                        "x = F.linear(x, " + weight + (linear.bias() ? ", " + bias : "") + ")", linear.activation());
            case Embedding embedding -> List.of("x = F.embedding(x.long(), " + weight + ")");
            case Flatten flatten -> List.of("x = x.flatten(1)");
            case LayerNorm norm ->
                List.of("x = F.layer_norm(x, x.shape[-1:]"
                        + (norm.elementwiseAffine() ? ", " + weight + ", " + bias : "") + ", eps="
                        + Literals.number(norm.eps()) + ")");
            case Dropout dropout ->
                dropout.p() == 0 ? List.of() : List.of("x = dropout(x, " + Literals.number(dropout.p()) + ")");
            case Activate activate -> withActivation("", activate.activation());
            default -> throw new NotExportable("there is no PyTorch for layer " + number);
        };
    }

    private static List<String> withActivation(String line, Activation activation) {
        List<String> lines = new ArrayList<>();
        if (!line.isEmpty()) {
            lines.add(line);
        }
        if (!(activation instanceof Identity)) {
            lines.add("x = " + call(activation));
        }
        return lines;
    }

    private static String call(Activation activation) {
        return switch (activation) {
            case Tanh f -> "torch.tanh(x)";
            case Sigmoid f -> "torch.sigmoid(x)";
            case Sine f -> "torch.sin(x)";
            case Relu f -> "F.relu(x)";
            case Relu6 f -> "F.relu6(x)";
            case LeakyRelu f -> "F.leaky_relu(x, " + Literals.number(f.negativeSlope()) + ")";
            case Elu f -> "F.elu(x, " + Literals.number(f.alpha()) + ")";
            case Selu f -> "F.selu(x)";
            case Gelu f -> "F.gelu(x)";
            case Silu f -> "F.silu(x)";
            case Mish f -> "F.mish(x)";
            case LogSigmoid f -> "F.logsigmoid(x)";
            case Softplus f -> "F.softplus(x)";
            case Softsign f -> "F.softsign(x)";
            case Hardtanh f -> "F.hardtanh(x)";
            case Softmax f -> "torch.softmax(x, -1)";
            case LogSoftmax f -> "torch.log_softmax(x, -1)";
            default -> throw new NotExportable("there is no PyTorch for the activation " + activation);
        };
    }
}
