package dev.downhill.specification.model;

import dev.downhill.engine.autograd.NDArray;

/** A parameter of a model: its name and the value that it begins with. */
public record Parameter(String name, NDArray initial) {}
