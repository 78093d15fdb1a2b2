/** The judge is judged. */
@NullMarked
package dev.ordersaga.lab.oracle;

import org.jspecify.annotations.NullMarked;
