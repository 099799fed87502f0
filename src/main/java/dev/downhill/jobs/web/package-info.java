/** Controllers and views of jobs. */
@NullMarked
package dev.downhill.jobs.web;

import org.jspecify.annotations.NullMarked;
