/** Amounts: exact minor units of an ISO 4217 currency. */
@NullMarked
package dev.ordersaga.api.money;

import org.jspecify.annotations.NullMarked;
