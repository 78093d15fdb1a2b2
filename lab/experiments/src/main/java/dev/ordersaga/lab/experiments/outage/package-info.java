/** What clients notice while PostgreSQL is down: a refusal at once, and nothing lost. */
@NullMarked
package dev.ordersaga.lab.experiments.outage;

import org.jspecify.annotations.NullMarked;
