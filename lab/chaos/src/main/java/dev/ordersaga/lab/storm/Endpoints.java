package dev.ordersaga.lab.storm;

/** Where the system is reached; each request may go through another door. */
interface Endpoints {

    /** Where orders are placed and changed. */
    String toCommands();

    /** Where orders are looked at. */
    String toQueries();
}
