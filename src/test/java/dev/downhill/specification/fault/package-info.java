@NullMarked
package dev.downhill.specification.fault;

import org.jspecify.annotations.NullMarked;
