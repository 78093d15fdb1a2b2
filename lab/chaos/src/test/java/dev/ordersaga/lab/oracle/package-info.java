/** Tests of the oracle. */
@NullMarked
package dev.ordersaga.lab.oracle;

import org.jspecify.annotations.NullMarked;
