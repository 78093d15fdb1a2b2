/** Every action of an operator: once for its key, and on record. */
@NullMarked
package dev.ordersaga.operations.audit;

import org.jspecify.annotations.NullMarked;
