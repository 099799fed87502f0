package dev.downhill.engine.loss;

/** The kind of target that a loss compares a prediction with, and the decision that a prediction stands for. */
public enum Targets {
    /** Numbers, of the shape of the prediction. */
    NUMBERS,
    /** 0 or 1, against a probability: 1 from a half on. */
    PROBABILITY,
    /** 0 or 1, against a logit: 1 above 0. */
    LOGIT,
    /** -1 or 1, against a margin: the sign. */
    MARGIN,
    /** The number of a class, from 0, against one logit for each class: the greatest. */
    CLASSES
}
