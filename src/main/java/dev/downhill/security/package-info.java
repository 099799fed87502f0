/** API keys, rate limits and security headers. */
@NullMarked
package dev.downhill.security;

import org.jspecify.annotations.NullMarked;
