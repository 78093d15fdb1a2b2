/** What a run has measured, its statistics, and its report as Markdown, JSON and HTML. */
@NullMarked
package dev.ordersaga.lab.experiments.throughput.result;

import org.jspecify.annotations.NullMarked;
