/** What is stored about one customer: exported, and erased. */
@NullMarked
package dev.ordersaga.orderstatus.customerdata.web;

import org.jspecify.annotations.NullMarked;
