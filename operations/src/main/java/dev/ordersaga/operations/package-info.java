/** What an operator sees and may do: nothing of it answers on the public port. */
@NullMarked
package dev.ordersaga.operations;

import org.jspecify.annotations.NullMarked;
