@NullMarked
package dev.inedobot.doctor;

import org.jspecify.annotations.NullMarked;
