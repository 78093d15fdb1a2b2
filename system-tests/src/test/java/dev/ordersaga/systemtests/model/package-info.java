/** The model: the real decisions under a scheduler that does everything in every order, as a number says. */
@NullMarked
package dev.ordersaga.systemtests.model;

import org.jspecify.annotations.NullMarked;
