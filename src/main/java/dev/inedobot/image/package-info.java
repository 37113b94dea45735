/** The names of container images: references, tags, digests. Pure values. */
@NullMarked
package dev.inedobot.image;

import org.jspecify.annotations.NullMarked;
