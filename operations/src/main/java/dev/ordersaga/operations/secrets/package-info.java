/** Check at start that no secret is published or guessable. */
@NullMarked
package dev.ordersaga.operations.secrets;

import org.jspecify.annotations.NullMarked;
