/** Vocabulary of the HTTP contract: states of an order and of its payment, actions and links. */
@NullMarked
package dev.ordersaga.api.status;

import org.jspecify.annotations.NullMarked;
