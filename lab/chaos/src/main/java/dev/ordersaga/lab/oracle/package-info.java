/** Oracle: checks that client responses, provider ledger and stored state of a run agree. */
@NullMarked
package dev.ordersaga.lab.oracle;

import org.jspecify.annotations.NullMarked;
