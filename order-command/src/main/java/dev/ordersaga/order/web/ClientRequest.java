package dev.ordersaga.order.web;

import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.body.JsonBody;
import jakarta.servlet.http.HttpServletRequest;

/** A client's request, and who sent it. */
record ClientRequest(Caller caller, HttpServletRequest http, JsonBody body) {}
