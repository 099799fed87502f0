package dev.downhill.api.picture;

import dev.downhill.export.plot.Picture;

/** Creates a picture at the moment when it is to be drawn. */
@FunctionalInterface
public interface Drawing {
    Picture picture();
}
