/** Model test: the production decisions under a deterministic scheduler of all interleavings. */
@NullMarked
package dev.ordersaga.systemtests.model;

import org.jspecify.annotations.NullMarked;
