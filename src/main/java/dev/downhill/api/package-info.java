/** Code that all endpoints share: problems, parameters, limits and pictures. */
@NullMarked
package dev.downhill.api;

import org.jspecify.annotations.NullMarked;
