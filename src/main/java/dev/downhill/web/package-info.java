/** What all features share over HTTP: problems, the size of requests, the OpenAPI document. */
@NullMarked
package dev.downhill.web;

import org.jspecify.annotations.NullMarked;

