package dev.downhill.specification.model;

import dev.downhill.engine.autograd.NDArray;

/**
 * A parameter of a model.
 *
 * @param name its name: that of the formula, or such as {@code 0.weight}
 * @param initial its value before step 1
 */
public record Parameter(String name, NDArray initial) {}
