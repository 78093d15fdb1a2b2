/** Invoices of a shop: read from CSV files or generated, and the orders that its cancellation invoices belong to. */
@NullMarked
package dev.ordersaga.lab.replay.shop;

import org.jspecify.annotations.NullMarked;
