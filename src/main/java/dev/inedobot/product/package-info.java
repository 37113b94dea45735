/**
 * Inedo's products and what Inedo documents about them: versions, upgrade paths, ways back, health.
 * Pure. Facts are from Inedo's public documentation (Inedo/inedo-docs, August 2026).
 */
@NullMarked
package dev.inedobot.product;

import org.jspecify.annotations.NullMarked;
