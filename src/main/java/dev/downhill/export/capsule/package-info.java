/** The bytes of a capsule, a run in one file. */
@NullMarked
package dev.downhill.export.capsule;

import org.jspecify.annotations.NullMarked;
