@NullMarked
package dev.inedobot.config;

import org.jspecify.annotations.NullMarked;
