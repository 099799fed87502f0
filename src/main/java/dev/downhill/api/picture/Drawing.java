package dev.downhill.api.picture;

import dev.downhill.export.plot.Picture;

/** A picture that is made when its turn comes to be drawn. */
@FunctionalInterface
public interface Drawing {
    Picture picture();
}
