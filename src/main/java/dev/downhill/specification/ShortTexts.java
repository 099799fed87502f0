package dev.downhill.specification;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses the text of a specification with a dictionary of the names that nearly every specification has (RFC 1951).
 *
 * <p>Thousands of ended jobs keep their texts. The first lesson's takes 64 of its 568 bytes.
 */
final class ShortTexts {
    /** The end is the nearest to the text, so the commonest strings stand there. */
    private static final byte[] DICTIONARY = ("""
            {"type":"adam","learningRate":0.001,"betas":[0.9,0.999],"eps":1e-8,"weightDecay":0.0,"amsgrad":false\
            "stop":{"patience":"minDelta":"lossBelow":"generator":"spiral","n":200,"noise":0.1,"testFraction":0.2\
            "layers":[{"type":"linear","units":8,"activation":"tanh","bias":true,"init":"default"},{"type":"linear","units":2\
            "standardize":false,"target":"y","csv":"header":true,"missing":"refuse","crossEntropy","labelSmoothing":0.0\
            {"name":null,"model":{"expression":"w * x + b","parameters":{"w":0.0,"b":0.0}},"data":{"x":[1.0,2.0],"y":[2.0,4.0]\
            ,"target":"y","testFraction":0.0,"standardize":false},"loss":{"type":"mse","reduction":"mean"},\
            "optimizer":{"type":"sgd","learningRate":0.1,"momentum":0.0,"dampening":0.0,"weightDecay":0.0,\
            "nesterov":false,"maximize":false},"schedule":{"type":"constant"},"regularization":{"l1":0.0,"l2":0.0},\
            "gradientClipping":{},"batchSize":1,"shuffle":false,"steps":100,"frozen":[],"zeroGrad":true,"dtype":"float64",\
            "stop":{},"record":{"every":1,"parameters":"all","gradients":true},"seed":0}""").getBytes(StandardCharsets.UTF_8);

    private static final Deflater DEFLATER = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private static final Inflater INFLATER = new Inflater(true);

    private ShortTexts() {}

    /** Returns the compressed text. */
    static byte[] compressed(byte[] text) {
        synchronized (DEFLATER) {
            DEFLATER.reset();
            DEFLATER.setDictionary(DICTIONARY);
            DEFLATER.setInput(text);
            DEFLATER.finish();
            var written = new ByteArrayOutputStream(text.length / 2);
            var part = new byte[512];
            while (!DEFLATER.finished()) {
                written.write(part, 0, DEFLATER.deflate(part));
            }
            return written.toByteArray();
        }
    }

    /**
     * Returns the text.
     *
     * @param length of the text, in bytes
     */
    static byte[] text(byte[] compressed, int length) {
        var text = new byte[length];
        synchronized (INFLATER) {
            INFLATER.reset();
            INFLATER.setDictionary(DICTIONARY);
            INFLATER.setInput(compressed);
            try {
                int read = 0;
                while (read < length) {
                    read += INFLATER.inflate(text, read, length - read);
                }
            } catch (DataFormatException e) {
                throw new IllegalStateException(e);
            }
        }
        return text;
    }
}
