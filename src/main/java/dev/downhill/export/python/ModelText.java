package dev.downhill.export.python;

import dev.downhill.engine.catalog.Sizes;
import dev.downhill.engine.nn.Activate;
import dev.downhill.engine.nn.BatchNorm;
import dev.downhill.engine.nn.Conv1d;
import dev.downhill.engine.nn.Conv2d;
import dev.downhill.engine.nn.Dropout;
import dev.downhill.engine.nn.Embedding;
import dev.downhill.engine.nn.Flatten;
import dev.downhill.engine.nn.Layer;
import dev.downhill.engine.nn.LayerNorm;
import dev.downhill.engine.nn.Linear;
import dev.downhill.engine.nn.Residual;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.engine.nn.activation.EluActivation;
import dev.downhill.engine.nn.activation.GeluActivation;
import dev.downhill.engine.nn.activation.HardtanhActivation;
import dev.downhill.engine.nn.activation.IdentityActivation;
import dev.downhill.engine.nn.activation.LeakyReluActivation;
import dev.downhill.engine.nn.activation.LogSigmoidActivation;
import dev.downhill.engine.nn.activation.LogSoftmaxActivation;
import dev.downhill.engine.nn.activation.MishActivation;
import dev.downhill.engine.nn.activation.Relu6Activation;
import dev.downhill.engine.nn.activation.ReluActivation;
import dev.downhill.engine.nn.activation.SeluActivation;
import dev.downhill.engine.nn.activation.SigmoidActivation;
import dev.downhill.engine.nn.activation.SiluActivation;
import dev.downhill.engine.nn.activation.SineActivation;
import dev.downhill.engine.nn.activation.SoftmaxActivation;
import dev.downhill.engine.nn.activation.SoftplusActivation;
import dev.downhill.engine.nn.activation.SoftsignActivation;
import dev.downhill.engine.nn.activation.TanhActivation;
import dev.downhill.export.NotExportable;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.model.ExpressionModel;
import dev.downhill.specification.model.LayeredModel;
import java.util.ArrayList;
import java.util.List;

/** The body of {@code model(data)}: from the columns of a batch and the parameters {@code p} to a prediction. */
final class ModelText {
    private ModelText() {}

    static List<String> of(JobSpecification job) {
        return switch (job.model()) {
            case ExpressionModel formula -> expression(formula, job);
            case LayeredModel layered -> layers(layered, job);
            default -> throw new NotExportable("PyTorch has no equivalent of this kind of model");
        };
    }

    private static List<String> expression(ExpressionModel model, JobSpecification job) {
        List<String> parameters = job.parameterNames();
        var formula = new PythonFormula(name ->
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
            case Residual residual -> {
                List<String> lines = new ArrayList<>();
                String kept = "kept_" + number.replace('.', '_');
                lines.add(kept + " = x");
                for (int i = 0; i < residual.layers().size(); i++) {
                    lines.addAll(layer(residual.layers().get(i), number + "." + i));
                }
                lines.add("x = " + kept + " + x");
                yield lines;
            }
            case Conv1d convolution ->
                withActivation(
                        "x = F.conv1d(x, " + weight + ", " + (convolution.bias() ? bias : "None") + ", "
                                + places(convolution.stride(), convolution.padding(), convolution.dilation())
                                + ", groups=" + convolution.groups() + ")",
                        convolution.activation());
            case Conv2d convolution ->
                withActivation(
                        "x = F.conv2d(x, " + weight + ", " + (convolution.bias() ? bias : "None") + ", "
                                + places(convolution.stride(), convolution.padding(), convolution.dilation())
                                + ", groups=" + convolution.groups() + ")",
                        convolution.activation());
            case BatchNorm norm ->
                List.of("x = F.batch_norm(x, s[\"" + number + "." + BatchNorm.MEAN + "\"], s[\"" + number + "."
                        + BatchNorm.VARIANCE + "\"]" + (norm.affine() ? ", " + weight + ", " + bias : "")
                        + ", training=True, momentum=" + Literals.number(norm.momentum()) + ", eps="
                        + Literals.number(norm.eps()) + ")");
            default -> SequenceText.layer(layer, number);
        };
    }

    private static String places(Sizes stride, Sizes padding, Sizes dilation) {
        return "stride=" + stride + ", padding=" + padding + ", dilation=" + dilation;
    }

    private static List<String> withActivation(String line, Activation activation) {
        List<String> lines = new ArrayList<>();
        if (!line.isEmpty()) {
            lines.add(line);
        }
        if (!(activation instanceof IdentityActivation)) {
            lines.add("x = " + call(activation));
        }
        return lines;
    }

    private static String call(Activation activation) {
        return switch (activation) {
            case TanhActivation f -> "torch.tanh(x)";
            case SigmoidActivation f -> "torch.sigmoid(x)";
            case SineActivation f -> "torch.sin(x)";
            case ReluActivation f -> "F.relu(x)";
            case Relu6Activation f -> "F.relu6(x)";
            case LeakyReluActivation f -> "F.leaky_relu(x, " + Literals.number(f.negativeSlope()) + ")";
            case EluActivation f -> "F.elu(x, " + Literals.number(f.alpha()) + ")";
            case SeluActivation f -> "F.selu(x)";
            case GeluActivation f -> "F.gelu(x)";
            case SiluActivation f -> "F.silu(x)";
            case MishActivation f -> "F.mish(x)";
            case LogSigmoidActivation f -> "F.logsigmoid(x)";
            case SoftplusActivation f -> "F.softplus(x)";
            case SoftsignActivation f -> "F.softsign(x)";
            case HardtanhActivation f -> "F.hardtanh(x)";
            case SoftmaxActivation f -> "torch.softmax(x, -1)";
            case LogSoftmaxActivation f -> "torch.log_softmax(x, -1)";
            default -> throw new NotExportable("PyTorch has no equivalent of the activation " + activation);
        };
    }
}
