/** Tests of payments' identifiers. */
@NullMarked
package dev.ordersaga.api.payment;

import org.jspecify.annotations.NullMarked;
