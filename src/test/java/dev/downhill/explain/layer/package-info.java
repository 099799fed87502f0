@NullMarked
package dev.downhill.explain.layer;

import org.jspecify.annotations.NullMarked;
