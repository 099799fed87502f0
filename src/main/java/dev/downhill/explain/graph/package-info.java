/** The graph of a step with names for its nodes, as JSON, Graphviz and SVG. */
@NullMarked
package dev.downhill.explain.graph;

import org.jspecify.annotations.NullMarked;
