/** The OpenAPI document. */
@NullMarked
package dev.downhill.api.openapi;

import org.jspecify.annotations.NullMarked;
