/** Judges a stored run: what clients were told, what the provider did and what the system holds must agree. */
@NullMarked
package dev.ordersaga.lab.oracle;

import org.jspecify.annotations.NullMarked;
