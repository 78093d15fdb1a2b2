/** Operator alerts: cases that do not continue automatically, counted for alerting rules and shown to operators. */
@NullMarked
package dev.ordersaga.eventprocessing.alert;

import org.jspecify.annotations.NullMarked;
