package dev.ordersaga.lab.replay;

/** One thing that the files foretell and the service must have answered. */
record Verdict(String what, String expected, String got, boolean holds) {

    static Verdict equal(String what, String expected, String got) {
        return new Verdict(what, expected, got, expected.equals(got));
    }

    static Verdict equal(String what, long expected, long got) {
        return equal(what, Words.number(expected), Words.number(got));
    }
}
