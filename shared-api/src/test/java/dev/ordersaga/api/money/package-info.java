/** Tests of amounts of money. */
@NullMarked
package dev.ordersaga.api.money;

import org.jspecify.annotations.NullMarked;
