/** The rules of the house as tests, each with a broken house that shows that it bites. */
@NullMarked
package dev.ordersaga.systemtests.rules;

import org.jspecify.annotations.NullMarked;
