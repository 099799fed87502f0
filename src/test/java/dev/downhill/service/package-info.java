/** A running service and its client, for tests. */
@NullMarked
package dev.downhill.service;

import org.jspecify.annotations.NullMarked;
