package dev.ordersaga.http.access;

/** The port of the operators' API; a bean, where there is one. */
@FunctionalInterface
public interface OperatorsPort {

    /** The number it listens on. */
    int number();
}
