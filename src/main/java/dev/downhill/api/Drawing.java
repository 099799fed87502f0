package dev.downhill.api;

import dev.downhill.export.plot.Picture;

/** A picture that is made when its turn comes to be drawn. */
@FunctionalInterface
public interface Drawing {
    Picture picture();
}
