package dev.downhill.explain.layer;

/** How one element of a layer's output came about. */
public sealed interface LayerArithmetic
        permits OpenedAttention, OpenedConvolution, OpenedNormalization, OpenedPooling, OpenedRecurrence {}
