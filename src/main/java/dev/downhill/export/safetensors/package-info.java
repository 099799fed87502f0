/** The weights of a model as JSON and in the safetensors format. */
@NullMarked
package dev.downhill.export.safetensors;

import org.jspecify.annotations.NullMarked;
