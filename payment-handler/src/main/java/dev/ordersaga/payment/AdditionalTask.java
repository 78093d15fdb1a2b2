package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.task.Task;

/** One more task of this service's scheduler, beside the provider calls. */
record AdditionalTask(Task<?> task) {}
