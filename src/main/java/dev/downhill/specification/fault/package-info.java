/** What is wrong with a specification, each fault with its JSON pointer. */
@NullMarked
package dev.downhill.specification.fault;

import org.jspecify.annotations.NullMarked;
