package dev.downhill.explain.landscape;

import java.util.List;
import java.util.Map;

/** A line or a plane through the final weights, on which the loss is looked at. */
sealed interface Plane permits ElementPlane, Span {
    /** Returns the name of each axis: one for a line, two for a plane. */
    List<String> axes();

    /** Returns the parameters that change with the position, as they are there. */
    Map<String, double[]> at(double[] position);

    /** Returns the position that is nearest to some weights. */
    double[] project(Map<String, double[]> weights);

    /** Returns the default distance from the final weights along an axis, given the path of the run. */
    double reach(int axis, Path path);
}
