package dev.ordersaga.lab.experiments.throughput;

/** Orders placed within a period, by what the database shows of them. */
record OrderCounts(long confirmed, long rejected) {

    long settled() {
        return confirmed + rejected;
    }
}
