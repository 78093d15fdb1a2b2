/** Architecture rules as tests, each with a fixture that violates it. */
@NullMarked
package dev.ordersaga.systemtests.rules;

import org.jspecify.annotations.NullMarked;
