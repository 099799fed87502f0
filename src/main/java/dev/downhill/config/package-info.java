/** Configuration properties: checks at the start, and shared beans. */
@NullMarked
package dev.downhill.config;

import org.jspecify.annotations.NullMarked;
