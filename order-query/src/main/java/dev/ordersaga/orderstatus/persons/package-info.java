/** How the read model names customers, and which of their orders keep them from being erased. */
@NullMarked
package dev.ordersaga.orderstatus.persons;

import org.jspecify.annotations.NullMarked;
