/** A trained model as ONNX. */
@NullMarked
package dev.downhill.export.onnx;

import org.jspecify.annotations.NullMarked;
