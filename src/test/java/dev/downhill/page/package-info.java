/** The page's sources in the hands of the tools that check them. */
@NullMarked
package dev.downhill.page;

import org.jspecify.annotations.NullMarked;
