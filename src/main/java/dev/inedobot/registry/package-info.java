/** Lists what registries offer, over the OCI distribution API. */
@NullMarked
package dev.inedobot.registry;

import org.jspecify.annotations.NullMarked;
