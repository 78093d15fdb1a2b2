/** The operators' HTTP API. */
@NullMarked
package dev.ordersaga.operations.web;

import org.jspecify.annotations.NullMarked;
