/** The operators' HTTP interface. */
@NullMarked
package dev.ordersaga.operations.web;

import org.jspecify.annotations.NullMarked;
