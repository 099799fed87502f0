/** {@code downhill check}: documents checked on the command line, without a server. */
@NullMarked
package dev.downhill.tutorial.command;

import org.jspecify.annotations.NullMarked;
