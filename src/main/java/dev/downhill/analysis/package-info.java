/** What a request has computed for it while it waits: on threads of its own, bounded in number and in time. */
@NullMarked
package dev.downhill.analysis;

import org.jspecify.annotations.NullMarked;
