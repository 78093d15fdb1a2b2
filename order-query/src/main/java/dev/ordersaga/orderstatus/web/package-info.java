/** The status views over HTTP: one order to poll, and lists of orders. */
@NullMarked
package dev.ordersaga.orderstatus.web;

import org.jspecify.annotations.NullMarked;
