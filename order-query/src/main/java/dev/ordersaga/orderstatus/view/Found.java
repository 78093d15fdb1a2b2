package dev.ordersaga.orderstatus.view;

/**
 * The status with which a request is answered.
 *
 * @param wasHeld false if there was no place to hold the request
 */
public record Found(OrderStatus order, boolean wasHeld) {}
