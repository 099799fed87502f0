package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.Tensor;

/** A tensor, and where a task reads its value or writes it. */
record Operand(Tensor tensor, Place place) {}
