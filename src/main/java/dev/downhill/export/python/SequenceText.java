package dev.downhill.export.python;

import dev.downhill.engine.nn.AvgPool2d;
import dev.downhill.engine.nn.GlobalAvgPool;
import dev.downhill.engine.nn.Gru;
import dev.downhill.engine.nn.Layer;
import dev.downhill.engine.nn.Lstm;
import dev.downhill.engine.nn.MaxPool2d;
import dev.downhill.engine.nn.MultiheadAttention;
import dev.downhill.engine.nn.PositionalEmbedding;
import dev.downhill.engine.nn.RmsNorm;
import dev.downhill.engine.nn.Rnn;
import dev.downhill.engine.nn.Unflatten;
import dev.downhill.export.NotExportable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Layers of images and sequences as lines of a script that change {@code x}. */
final class SequenceText {
    private SequenceText() {}

    static List<String> layer(Layer layer, String number) {
        return switch (layer) {
            case Unflatten unflatten ->
                List.of("x = x.reshape(-1, "
                        + unflatten.shape().stream().map(Object::toString).collect(Collectors.joining(", ")) + ")");
            case MaxPool2d pool ->
                List.of("x = F.max_pool2d(x, " + pool.kernelSize()
                        + (pool.stride().isNone() ? "" : ", stride=" + pool.stride()) + ", padding=" + pool.padding()
                        + ")");
            case AvgPool2d pool ->
                List.of("x = F.avg_pool2d(x, " + pool.kernelSize()
                        + (pool.stride().isNone() ? "" : ", stride=" + pool.stride()) + ", padding=" + pool.padding()
                        + ")");
            case GlobalAvgPool pool -> List.of("x = x.flatten(2).mean(-1)");
            case RmsNorm norm ->
                List.of("x = F.rms_norm(x, x.shape[-1:]"
                        + (norm.elementwiseAffine() ? ", " + parameter(number, "weight") : "") + ", eps="
                        + Literals.number(norm.eps()) + ")");
            case PositionalEmbedding embedding -> List.of("x = x + " + parameter(number, "weight") + "[: x.shape[1]]");
            case MultiheadAttention attention -> attention(attention, number);
            case Rnn rnn -> recurrent("rnn_tanh", number, rnn.units(), rnn.bias(), rnn.returnSequences());
            case Gru gru -> recurrent("gru", number, gru.units(), gru.bias(), gru.returnSequences());
            case Lstm lstm -> recurrent("lstm", number, lstm.units(), lstm.bias(), lstm.returnSequences());
            default -> throw new NotExportable("PyTorch has no equivalent of layer " + number);
        };
    }

    private static String parameter(String number, String name) {
        return "p[\"" + number + "." + name + "\"]";
    }

    private static List<String> attention(MultiheadAttention attention, String number) {
        String inBias = attention.bias() ? ", " + parameter(number, "in_proj_bias") : "";
        String outBias = attention.bias() ? ", " + parameter(number, "out_proj.bias") : "";
        return List.of(
                "x = F.linear(x, " + parameter(number, "in_proj_weight") + inBias + ")",
                "q, k, v = x.unflatten(-1, (3, " + attention.numHeads() + ", -1)).permute(2, 0, 3, 1, 4)",
                "x = F.scaled_dot_product_attention(q, k, v" + (attention.causal() ? ", is_causal=True" : "") + ")",
                "x = F.linear(x.transpose(1, 2).flatten(2), " + parameter(number, "out_proj.weight") + outBias + ")");
    }

    private static List<String> recurrent(String function, String number, int units, boolean bias, boolean all) {
        List<String> names = new ArrayList<>(List.of("weight_ih_l0", "weight_hh_l0"));
        if (bias) {
            names.addAll(List.of("bias_ih_l0", "bias_hh_l0"));
        }
        String weights = names.stream().map(name -> parameter(number, name)).collect(Collectors.joining(", "));
        String zeros = "h" + (function.equals("lstm") ? ", h" : "");
        String state = function.equals("lstm") ? "[" + zeros + "]" : zeros;
        return List.of(
                "h = x.new_zeros(1, x.shape[0], " + units + ")",
                "x = torch." + function + "(x, " + state + ", [" + weights + "], " + (bias ? "True" : "False")
                        + ", 1, 0.0, False, False, True)[0]" + (all ? "" : "[:, -1]"));
    }
}
