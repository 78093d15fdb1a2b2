/** Access control of the operators' API: its port, and the authentication of operators. */
@NullMarked
package dev.ordersaga.operations.access;

import org.jspecify.annotations.NullMarked;
